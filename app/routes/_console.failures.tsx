import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { STAGES } from '../../server/pipeline/stages.ts';
import { FailureList, RetryForm } from '../components/pipeline/failure-list.tsx';
import { RetryResult } from '../components/pipeline/retry-result.tsx';
import { STAGE_LABELS } from '../components/pipeline/stage-state.ts';
import { Card } from '../components/ui/card.tsx';
import { retryAction } from '../retry-action.ts';

export { PageError as ErrorBoundary } from '../components/layout/page-error.tsx';

export const meta: MetaFunction = () => [{ title: 'Failures · Touchline' }];

export function loader({ context }: LoaderFunctionArgs) {
	return context.caller.failures.list();
}

export const action = retryAction;

export default function FailuresPage() {
	const { failures, counts } = useLoaderData<typeof loader>();
	const total = STAGES.reduce((sum, stage) => sum + counts[stage], 0);
	const failing = STAGES.filter((stage) => counts[stage] > 0);
	return (
		<div className="grid gap-5">
			<div>
				<h1 className="text-xl font-semibold tracking-tight sm:text-2xl">Failures</h1>
				<p className="mt-1.5 text-muted">
					Work that used up its attempts. Touchline tries most of it again by itself; Retry does it now.
				</p>
			</div>
			<RetryResult result={useActionData<typeof action>()} />
			{failing.length === 0 && (
				<Card title="Open failures" flush>
					<FailureList failures={[]} empty="Nothing has failed, or what failed has been done since." />
				</Card>
			)}
			{failing.map((stage) => {
				const shown = failures.filter((failure) => failure.stage === stage);
				const ids = shown.map(({ id }) => id);
				return (
					<Card
						key={stage}
						title={`${STAGE_LABELS[stage]}: ${counts[stage]}`}
						aside={shown.length > 1 && <RetryForm ids={ids} label={`Retry these ${shown.length}`} />}
						flush
					>
						<FailureList failures={shown} empty="They are further down the list than it reaches." />
					</Card>
				);
			})}
			{total > failures.length && (
				<p className="text-muted">
					The newest {failures.length} of {total} are shown.
				</p>
			)}
		</div>
	);
}
