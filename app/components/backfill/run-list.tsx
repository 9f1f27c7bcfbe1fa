import { Link } from '@remix-run/react';
import { History } from 'lucide-react';
import type { BackfillRun } from '../../../server/pipeline/backfill/read-run.ts';
import { counted, grouped } from '../../count.ts';
import { Time } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { Empty } from '../ui/empty.tsx';
import { RunBadge } from './run-badge.tsx';
import { runProgress, spentOf } from './run-progress.ts';
import { runState } from './run-state.ts';

/** The backfills that operators started, the newest first. */
export function RunList({ runs }: { runs: BackfillRun[] }) {
	if (runs.length === 0)
		return <Empty icon={History}>No backfill has been started in the last 90 days.</Empty>;
	return (
		<ul className="divide-y" aria-label="Runs">
			{runs.map((run) => (
				<Row key={run.id} run={run} />
			))}
		</ul>
	);
}

function Row({ run }: { run: BackfillRun }) {
	const { id, matches, selection, operator, startedAt, predictions } = run;
	const { failed } = matches.outcomes;
	return (
		<li className="grid gap-x-4 gap-y-1 px-4 py-2.5 sm:grid-cols-[1fr_1fr_auto]">
			<div className="min-w-0">
				<Link to={urls.backfillRun(id)} className="font-medium hover:underline">
					Backfill of {counted(matches.total, 'match', 'matches')}
				</Link>
				<p className="text-xs text-muted first-letter:uppercase" dir="auto">
					{selection}
				</p>
			</div>
			<div className="min-w-0">
				<p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
					<RunBadge state={runState(run)} />
					<span>
						{grouped(runProgress(run).ended)} of {counted(matches.total, 'match', 'matches')}
						{failed > 0 && <span className="text-bad">, {grouped(failed)} failed</span>}
					</span>
				</p>
				<p className="mt-0.5 text-xs text-muted">
					{grouped(predictions.stored)} of {counted(predictions.total, 'prediction')}, {spentOf(run)}
				</p>
			</div>
			<p className="text-xs text-muted sm:pt-0.5 sm:text-right">
				{operator}, <Time at={startedAt} />
			</p>
		</li>
	);
}
