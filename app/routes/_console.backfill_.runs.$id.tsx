import {
	type ActionFunctionArgs,
	type LoaderFunctionArgs,
	type MetaFunction,
	redirect,
} from '@remix-run/node';
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react';
import { controlRun } from '../backfill-control.ts';
import { RunItems } from '../components/backfill/run-items.tsx';
import { RunSummary } from '../components/backfill/run-summary.tsx';
import { BackLink } from '../components/ui/back-link.tsx';
import { Card } from '../components/ui/card.tsx';
import { PageLinks } from '../components/ui/page-links.tsx';
import { Refusal } from '../components/ui/refusal.tsx';
import { counted } from '../count.ts';
import { refused } from '../refused.ts';
import { urls } from '../urls.ts';

export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{
		title: `Backfill${data ? ` of ${counted(data.run.matches.total, 'match', 'matches')}` : ''} · Touchline`,
	},
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { backfill } = context.caller;
	const id = params.id ?? '';
	const cursor = new URL(request.url).searchParams.get('cursor') ?? undefined;
	const [run, page] = await Promise.all([backfill.run({ id }), backfill.items({ id, cursor })]);
	return { run, ...page };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const id = params.id ?? '';
	try {
		await controlRun(context.plainCaller, id, await request.formData());
		return redirect(urls.backfillRun(id), 303);
	} catch (error) {
		return refused(error);
	}
}

/** After a refusal, too. */
export const shouldRevalidate: ShouldRevalidateFunction = () => true;

export default function BackfillRunPage() {
	const { run, items, nextCursor } = useLoaderData<typeof loader>();
	return (
		<div className="grid gap-5">
			<BackLink to={urls.backfill}>All backfills</BackLink>
			<Refusal answer={useActionData<typeof action>()} />
			<RunSummary run={run} />
			<Card id="list" title="Match by match" aside={counted(run.matches.total, 'match', 'matches')} flush>
				<RunItems items={items} cancelled={run.cancelledAt !== null} />
				<PageLinks label="Pages of matches" nextCursor={nextCursor} />
			</Card>
		</div>
	);
}
