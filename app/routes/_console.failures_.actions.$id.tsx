import {
	type ActionFunctionArgs,
	type LoaderFunctionArgs,
	type MetaFunction,
	redirect,
} from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ActionResults } from '../components/failures/action-results.tsx';
import { ActionSummary } from '../components/failures/action-summary.tsx';
import { KIND_LABELS } from '../components/failures/failure-words.ts';
import { BackLink } from '../components/ui/back-link.tsx';
import { Card } from '../components/ui/card.tsx';
import { PageLinks } from '../components/ui/page-links.tsx';
import { counted } from '../count.ts';
import { urls } from '../urls.ts';

export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{
		title: `${data ? `${KIND_LABELS[data.action.kind]} of ${counted(data.action.total, 'failure')}` : 'Failures'} · Touchline`,
	},
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const { failures } = context.caller;
	const id = params.id ?? '';
	const cursor = new URL(request.url).searchParams.get('cursor') ?? undefined;
	const [action, page] = await Promise.all([failures.action({ id }), failures.actionResults({ id, cursor })]);
	const settlementOnly =
		page.results.length === action.total && page.results.every(({ stage }) => stage === 'settlement');
	return { action, ...page, doneWord: settlementOnly ? ('settled' as const) : ('done' as const) };
}

/** The one form of this page cancels. */
export async function action({ context, params }: ActionFunctionArgs) {
	const id = params.id ?? '';
	await context.caller.failures.cancelAction({ id });
	return redirect(urls.failureAction(id), 303);
}

export default function FailureActionPage() {
	const { action, results, nextCursor, doneWord } = useLoaderData<typeof loader>();
	return (
		<div className="grid gap-5">
			<BackLink to={urls.failures}>All failures</BackLink>
			<ActionSummary action={action} doneWord={doneWord} />
			<Card id="list" title="One by one" aside={counted(action.total, 'failure')} flush>
				<ActionResults results={results} />
				<PageLinks label="Pages of results" nextCursor={nextCursor} />
			</Card>
		</div>
	);
}
