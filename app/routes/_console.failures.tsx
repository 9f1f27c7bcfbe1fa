import {
	type ActionFunctionArgs,
	type LoaderFunctionArgs,
	type MetaFunction,
	redirect,
} from '@remix-run/node';
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react';
import { CircleCheck } from 'lucide-react';
import { STAGES, type StageName } from '../../server/pipeline/stages.ts';
import { ActionList } from '../components/failures/action-list.tsx';
import { FailureFilterForm } from '../components/failures/failure-filter-form.tsx';
import { FailurePicker } from '../components/failures/failure-picker.tsx';
import { InvestigationCard } from '../components/failures/investigation-card.tsx';
import { MatchingActions } from '../components/failures/matching-actions.tsx';
import { ResolvedList } from '../components/failures/resolved-list.tsx';
import { STAGE_LABELS } from '../components/pipeline/stage-state.ts';
import { Card } from '../components/ui/card.tsx';
import { Empty } from '../components/ui/empty.tsx';
import { PageLinks } from '../components/ui/page-links.tsx';
import { Refusal } from '../components/ui/refusal.tsx';
import { counted, grouped } from '../count.ts';
import { startFailureAction } from '../failure-actions.ts';
import { failureQuery } from '../failure-query.ts';
import { refused } from '../refused.ts';
import { urls } from '../urls.ts';

export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export const meta: MetaFunction = () => [{ title: 'Failures · Touchline' }];

export async function loader({ request, context }: LoaderFunctionArgs) {
	const { failures } = context.caller;
	const { filter, cursor, narrowed } = failureQuery(new URL(request.url).searchParams);
	const [page, counts, actions, investigation] = await Promise.all([
		failures.list({ filter, cursor }),
		failures.counts(),
		failures.recentActions(),
		// Who looks for certain failures has seen why.
		narrowed || cursor ? null : failures.investigate(),
	]);
	return { ...page, filter, narrowed, counts, actions, investigation };
}

export async function action({ request, context }: ActionFunctionArgs) {
	try {
		const id = await startFailureAction(context.plainCaller, await request.formData());
		return redirect(urls.failureAction(id), 303);
	} catch (error) {
		return refused(error);
	}
}

/** After a refusal, too: mostly something has changed since the page was loaded. */
export const shouldRevalidate: ShouldRevalidateFunction = () => true;

export default function FailuresPage() {
	const { failures, total, nextCursor, filter, narrowed, counts, actions, investigation } =
		useLoaderData<typeof loader>();
	const open = filter.status === 'open';
	return (
		<div className="grid gap-5">
			<div>
				<h1 className="text-xl font-semibold tracking-tight sm:text-2xl">Failures</h1>
				<p className="mt-1.5 text-muted">{openInWords(counts)}</p>
			</div>
			<Refusal answer={useActionData<typeof action>()} />
			{investigation && <InvestigationCard investigation={investigation} />}
			<Card
				id="list"
				title={open ? 'Open failures' : 'Resolved failures'}
				aside={narrowed ? `${grouped(total)} match the filter` : grouped(total)}
				flush
			>
				<FailureFilterForm filter={filter} narrowed={narrowed} />
				{failures.length === 0 && (
					<Empty icon={CircleCheck} tone={narrowed ? 'quiet' : 'good'}>
						{narrowed
							? 'No failure matches the filter.'
							: 'Nothing has failed, or what failed has been done since.'}
					</Empty>
				)}
				{open && failures.length > 0 && <FailurePicker failures={failures} />}
				{!open && <ResolvedList failures={failures} />}
				<PageLinks label="Pages of failures" nextCursor={nextCursor} />
				{open && total > 1 && <MatchingActions total={total} />}
			</Card>
			<Card title="Retries and clears" flush>
				<ActionList actions={actions} />
			</Card>
		</div>
	);
}

function openInWords(counts: Record<StageName, number>): string {
	const failing = STAGES.filter((stage) => counts[stage] > 0);
	const total = STAGES.reduce((sum, stage) => sum + counts[stage], 0);
	if (total === 0) return 'No failure is open: work that uses up its attempts is kept here until it is done.';
	const parts = failing.map((stage) => `${STAGE_LABELS[stage].toLowerCase()} ${grouped(counts[stage])}`);
	return `${counted(total, 'open failure')} (${parts.join(', ')}). Touchline tries most again by itself; Retry does it now.`;
}
