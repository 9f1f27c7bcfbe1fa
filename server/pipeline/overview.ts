import type { OpenAlert } from '../alerts/alert.ts';
import { openAlerts } from '../alerts/list-alerts.ts';
import { after, DAY, HOUR } from '../clock.ts';
import type { Database } from '../db.ts';
import { type CoveragePoint, coverageHistory } from '../history/coverage-history.ts';
import type { ProcessContext } from '../process.ts';
import { atRiskOf } from './at-risk.ts';
import { readCapacity } from './capacity.ts';
import { COVERAGE_HOURS, type Coverage, createCoverageTally } from './coverage.ts';
import { type AlikeFailures, alikeFailures } from './failures/alike-failures.ts';
import { conditionOf, type Health } from './health.ts';
import { both, kickingOff } from './match-condition.ts';
import { matchStates } from './match-state.ts';
import { type MatchSummary, served, summarize } from './match-summary.ts';
import { countOpenFailures } from './open-failures.ts';
import { type Outage, outagesBetween } from './outages.ts';
import type { PassReport } from './pass-report.ts';
import { recentPasses } from './passes.ts';
import { isVoid } from './plan.ts';
import { type QueueStatus, queueStatus } from './queue-status.ts';
import { recentMatches } from './recent-matches.ts';
import { type RiskSummary, summarizeRisk } from './risk-summary.ts';
import type { StageName } from './stages.ts';
import type { WorkerStatus } from './workers-alive.ts';

/** What an operator wants to know first. */
export interface Overview {
	/** As the health check tells it, of this moment. */
	status: Health['status'];
	coverage: Coverage;
	atRisk: RiskSummary[];
	/** The next kick-offs, the soonest first. */
	upcoming: MatchSummary[];
	/** Kicked off within the last 24 hours: those under way first, then the newest. */
	recent: MatchSummary[];
	/** Coverage over the last 24 hours, the oldest first: the worst of each few minutes. */
	history: CoveragePoint[];
	failureCounts: Record<StageName, number>;
	/** Open failures that are alike, the largest groups first; at most 5. */
	alikeFailures: AlikeFailures[];
	workers: WorkerStatus[];
	queues: QueueStatus[];
	/** What is wrong now. */
	alerts: OpenAlert[];
	/** Worker outages of the last 24 hours, and those that go on; the oldest first. */
	outages: Outage[];
	/** The newest pass of each net, and the last ones that changed something; the newest first. */
	passes: PassReport[];
}

type OverviewDeps = Pick<ProcessContext, 'db' | 'clock' | 'queues' | 'windows' | 'env'>;

const MOST_MATCHES = 12;
const MOST_GROUPS = 5;

/** Reads the state of the pipeline in a fixed number of queries. */
export async function overview(deps: OverviewDeps): Promise<Overview> {
	const { db, clock, queues } = deps;
	const now = clock.now();
	const dayAgo = after(now, -DAY);
	const window = kickingOff(now, after(now, COVERAGE_HOURS * HOUR));
	const [states, recent, capacity, history, failures, queueCounts, incidents] = await Promise.all([
		matchStates(deps, both(window, served(deps))),
		recentMatches(deps, { from: dayAgo, to: now, most: MOST_MATCHES }),
		readCapacity(deps),
		coverageHistory(db, dayAgo, now),
		readFailures(db),
		queueStatus(queues),
		readIncidents(db, dayAgo, now),
	]);
	const upcoming = states.filter((match) => !isVoid(match));
	const tally = createCoverageTally(now, COVERAGE_HOURS);
	tally.count(upcoming);
	const coverage = tally.coverage();
	return {
		status: conditionOf(capacity.statuses, coverage),
		coverage,
		atRisk: atRiskOf(upcoming, capacity, now).map(summarizeRisk),
		upcoming: upcoming.slice(0, MOST_MATCHES).map(summarize),
		recent,
		history: history.points,
		...failures,
		workers: capacity.statuses,
		queues: queueCounts,
		...incidents,
	};
}

async function readFailures(db: Database): Promise<Pick<Overview, 'failureCounts' | 'alikeFailures'>> {
	const [failureCounts, alike] = await Promise.all([countOpenFailures(db), alikeFailures(db, MOST_GROUPS)]);
	return { failureCounts, alikeFailures: alike };
}

/** What went wrong, and what was done against it. */
async function readIncidents(
	db: Database,
	from: Date,
	to: Date,
): Promise<Pick<Overview, 'alerts' | 'outages' | 'passes'>> {
	const [alerts, outages, passes] = await Promise.all([
		openAlerts(db),
		outagesBetween(db, from, to),
		recentPasses(db),
	]);
	return { alerts, outages, passes };
}
