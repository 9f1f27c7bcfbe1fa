import { Form, Link } from '@remix-run/react';
import { History, Play, RotateCw } from 'lucide-react';
import type { MatchDetail } from '../../../server/pipeline/match-detail.ts';
import { counted } from '../../count.ts';
import { MATCH_INTENTS } from '../../match-intents.ts';
import { useSubmitting } from '../../submitting.ts';
import { urls } from '../../urls.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';

/** What an operator can do about a match: each says first what it will do. Works without JavaScript. */
export function MatchActions({ detail }: { detail: MatchDetail }) {
	const { match, failures, served, wouldRun, missingModels } = detail;
	return (
		<Card title="Actions" flush>
			<ul className="divide-y lg:flex lg:divide-x lg:divide-y-0 *:lg:flex-1">
				{served && <RunAction wouldRun={wouldRun} />}
				{served && <RetryAction ids={failures.map(({ id }) => id)} />}
				<li className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
					<p className="min-w-0 flex-1 basis-40 text-xs text-muted">
						{missingModels.length === 0
							? 'Every enabled model has predicted it. A backfill can make retroactive predictions anew.'
							: `${counted(missingModels.length, 'enabled model')} without a prediction: shows what asking them costs, and asks nobody yet.`}
					</p>
					<Link
						to={urls.backfillOf(match.id)}
						className="inline-flex min-h-8 items-center gap-1.5 rounded-md border border-line bg-surface px-3 py-1 text-[13px] font-medium hover:bg-raised"
					>
						<History aria-hidden className="size-3.5" />
						Preview a backfill
					</Link>
				</li>
			</ul>
		</Card>
	);
}

function RunAction({ wouldRun }: { wouldRun: string | null }) {
	const busy = useSubmitting((form) => form.get('intent') === MATCH_INTENTS.run);
	return (
		<li className="px-4 py-3">
			<Form method="post" preventScrollReset className="flex flex-wrap items-center justify-between gap-3">
				<p id="would-run" className="min-w-0 flex-1 basis-40 text-xs text-muted">
					{wouldRun === null
						? 'Nothing is missing in the queues: every stage is done, on its way, or waits for its time.'
						: `A pass over this match would ${wouldRun}.`}
				</p>
				<input type="hidden" name="intent" value={MATCH_INTENTS.run} />
				<Button
					look={wouldRun === null ? 'plain' : 'primary'}
					disabled={busy || wouldRun === null}
					aria-describedby="would-run"
				>
					<Play aria-hidden className="size-3.5" />
					Run what is missing
				</Button>
			</Form>
		</li>
	);
}

function RetryAction({ ids }: { ids: string[] }) {
	const busy = useSubmitting((form) => form.get('intent') === MATCH_INTENTS.retry);
	return (
		<li className="px-4 py-3">
			<Form method="post" preventScrollReset className="flex flex-wrap items-center justify-between gap-3">
				<p id="would-retry" className="min-w-0 flex-1 basis-40 text-xs text-muted">
					{ids.length === 0
						? 'No failure of this match is open.'
						: `Queues the work of ${counted(ids.length, 'open failure')} again at once.`}
				</p>
				<input type="hidden" name="intent" value={MATCH_INTENTS.retry} />
				{ids.map((id) => (
					<input key={id} type="hidden" name="failure" value={id} />
				))}
				<Button disabled={busy || ids.length === 0} aria-describedby="would-retry">
					<RotateCw aria-hidden className={`size-3.5 ${busy ? 'animate-spin' : ''}`} />
					{ids.length === 0 ? 'Retry' : `Retry ${counted(ids.length, 'failure')}`}
				</Button>
			</Form>
		</li>
	);
}
