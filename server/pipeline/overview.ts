import { after, DAY, HOUR } from '../clock.ts';
import type { ProcessContext } from '../process.ts';
import { COVERAGE_HOURS, type Coverage, coverageOf, type Gap, type Severity } from './coverage.ts';
import { type CoveragePoint, coverageHistory } from './coverage-history.ts';
import { kickingOff } from './load-facts.ts';
import { matchStates } from './match-state.ts';
import { both, type MatchSummary, served, summarize } from './match-summary.ts';
import type { NextAction } from './next-action.ts';
import { countOpenFailures, type OpenFailure, openFailures } from './open-failures.ts';
import { isVoid } from './plan.ts';
import { type QueueStatus, queueStatus } from './queue-status.ts';
import type { StageName } from './stages.ts';
import { type WorkerStatus, workersAlive } from './workers-alive.ts';

/** What an operator wants to know first. */
export interface Overview {
	coverage: Omit<Coverage, 'atRisk'>;
	atRisk: { match: MatchSummary; severity: Severity; gap: Gap; next: NextAction }[];
	/** The next kick-offs, the soonest first. */
	upcoming: MatchSummary[];
	/** Kicked off within the last 24 hours: those under way first, then the newest. */
	recent: MatchSummary[];
	/** Coverage over the last 24 hours, the oldest first. */
	history: CoveragePoint[];
	failureCounts: Record<StageName, number>;
	settlementFailures: OpenFailure[];
	workers: WorkerStatus[];
	queues: QueueStatus[];
}

type OverviewDeps = Pick<ProcessContext, 'db' | 'clock' | 'queues' | 'windows'>;

const MOST_MATCHES = 12;

/** Reads the state of the pipeline in a fixed number of queries. */
export async function overview(deps: OverviewDeps): Promise<Overview> {
	const { db, clock, queues } = deps;
	const now = clock.now();
	const window = kickingOff(after(now, -DAY), after(now, COVERAGE_HOURS * HOUR));
	const [states, history, failureCounts, settlementFailures, workers, queueCounts] = await Promise.all([
		matchStates(deps, both(window, served(deps))),
		coverageHistory(db, after(now, -DAY), now),
		countOpenFailures(db),
		openFailures(db, { stage: 'settlement' }),
		workersAlive(db),
		queueStatus(queues),
	]);
	const wanted = states.filter((match) => !isVoid(match));
	const upcoming = wanted.filter(({ kickoffAt }) => kickoffAt >= now);
	const { atRisk, ...coverage } = coverageOf(upcoming, now, COVERAGE_HOURS);
	return {
		coverage,
		atRisk: atRisk.map((risk) => ({ ...risk, match: summarize(risk.match) })),
		upcoming: upcoming.slice(0, MOST_MATCHES).map(summarize),
		recent: underWayFirst(wanted.filter(({ kickoffAt }) => kickoffAt < now).map(summarize)),
		history,
		failureCounts,
		settlementFailures,
		workers,
		queues: queueCounts,
	};
}

function underWayFirst(matches: MatchSummary[]): MatchSummary[] {
	const newest = matches.toReversed();
	const underWay = ({ status }: MatchSummary) => status !== 'finished';
	return [...newest.filter(underWay), ...newest.filter((match) => !underWay(match))].slice(0, MOST_MATCHES);
}
