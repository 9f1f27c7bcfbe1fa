import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ScrollText } from 'lucide-react';
import { auditSearch } from '../audit-query.ts';
import { AuditFilterForm } from '../components/audit/audit-filter-form.tsx';
import { AuditList } from '../components/audit/audit-list.tsx';
import { ExportLinks } from '../components/audit/export-links.tsx';
import { Card } from '../components/ui/card.tsx';
import { Empty } from '../components/ui/empty.tsx';
import { PageLinks } from '../components/ui/page-links.tsx';

export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export const meta: MetaFunction = () => [{ title: 'Audit · Touchline' }];

export async function loader({ request, context: { caller } }: LoaderFunctionArgs) {
	const { filter, fields, cursor } = auditSearch(new URL(request.url).searchParams);
	const [page, choices] = await Promise.all([caller.audit.list({ filter, cursor }), caller.audit.choices()]);
	return { ...page, fields, choices };
}

export default function AuditPage() {
	const { lines, nextCursor, fields, choices } = useLoaderData<typeof loader>();
	const narrowed = Object.keys(fields).length > 0;
	return (
		<div className="grid gap-5">
			<div>
				<h1 className="text-xl font-semibold tracking-tight sm:text-2xl">Audit</h1>
				<p className="mt-1.5 text-muted">
					Who did what, in real time, the newest first. Every action is kept for good, also of those who were
					removed.
				</p>
			</div>
			<Card
				id="list"
				title={narrowed ? 'Actions that match the filter' : 'Actions'}
				aside={<ExportLinks fields={fields} />}
				flush
			>
				<AuditFilterForm fields={fields} choices={choices} />
				{lines.length > 0 ? (
					<AuditList lines={lines} />
				) : (
					<Empty icon={ScrollText}>
						{narrowed
							? 'No action matches the filter.'
							: 'Nobody has done anything yet: retries, backfills and changes of settings are noted here.'}
					</Empty>
				)}
				<PageLinks label="Pages of actions" nextCursor={nextCursor} />
			</Card>
		</div>
	);
}
