import { Link } from '@remix-run/react';
import type { BackfillRun } from '../../../server/pipeline/backfill/read-run.ts';
import { counted, grouped } from '../../count.ts';
import { dollars } from '../../money.ts';
import { formatDuration } from '../../time/format.ts';
import { Time } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { Card } from '../ui/card.tsx';
import { Figures } from '../ui/figures.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { ORDER_LABELS, POLICY_WORDS } from './backfill-words.ts';
import { estimatedTime } from './estimated.ts';
import { RunBadge } from './run-badge.tsx';
import { RunControls } from './run-controls.tsx';
import { type RunProgress, runProgress } from './run-progress.ts';
import { runState } from './run-state.ts';

/** What an operator asked for, how far it is, and how to hold it up. */
export function RunSummary({ run }: { run: BackfillRun }) {
	const progress = runProgress(run);
	return (
		<>
			<RunHeading run={run} />
			<div role="status" aria-label="Result" className="empty:absolute">
				{progress.finished && (
					<Notice tone={progress.tone}>
						<p className="font-medium">{progress.sentence}</p>
						{run.matches.outcomes.failed > 0 && (
							<Link to={urls.failures} className="font-medium underline underline-offset-4">
								Why, and what mends them
							</Link>
						)}
					</Notice>
				)}
			</div>
			<Card title="Progress" flush>
				<div className="grid gap-4 p-4">
					<div>
						<ProgressBar
							label="Matches that have ended"
							parts={progress.parts}
							total={run.matches.total}
							sentence={progress.sentence}
						/>
					</div>
					<RunFigures run={run} progress={progress} />
				</div>
				<RunControls run={run} waiting={progress.waiting} />
			</Card>
		</>
	);
}

function RunHeading({ run }: { run: BackfillRun }) {
	const { matches, selection, operator, startedAt, pausedAt, cancelledAt, endedAt } = run;
	return (
		<div>
			<div className="flex flex-wrap items-center gap-x-3 gap-y-1">
				<h1 className="text-xl font-semibold tracking-tight sm:text-2xl">
					Backfill of {counted(matches.total, 'match', 'matches')}
				</h1>
				<RunBadge state={runState(run)} />
			</div>
			<p className="mt-1.5 first-letter:uppercase" dir="auto">
				{selection}
			</p>
			<p className="text-xs text-muted">
				Policy “{POLICY_WORDS[run.policy].label.toLowerCase()}”, {ORDER_LABELS[run.order].toLowerCase()},{' '}
				{counted(run.concurrency, 'match', 'matches')} at once
			</p>
			<p className="text-xs text-muted">
				{operator}, <Time at={startedAt} />
				<Since words="paused" at={pausedAt} />
				<Since words="cancelled" at={cancelledAt} />
				<Since words="ended" at={endedAt} />
			</p>
		</div>
	);
}

function Since({ words, at }: { words: string; at: Date | null }) {
	if (!at) return null;
	return (
		<>
			; {words} <Time at={at} />
		</>
	);
}

function RunFigures({ run, progress }: { run: BackfillRun; progress: RunProgress }) {
	const { matches, predictions, spentUsd, budgetUsd, workedMs, endedAt } = run;
	const left = progress.leftMs;
	return (
		<Figures
			figures={[
				{ label: 'Matches', value: grouped(progress.ended), of: `of ${grouped(matches.total)}` },
				{
					label: 'Predictions',
					value: grouped(predictions.stored),
					of: `of ${grouped(predictions.total)}`,
				},
				{
					label: 'Spent',
					value: dollars(spentUsd),
					of: budgetUsd === null ? undefined : `of ${dollars(budgetUsd)}`,
				},
				{ label: 'Worked', value: formatDuration(workedMs) },
				...(endedAt ? [] : [{ label: 'Time left', value: left === null ? '–' : estimatedTime(left) }]),
			]}
		/>
	);
}
