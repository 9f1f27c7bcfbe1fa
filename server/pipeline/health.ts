import { type Clock, SECOND } from '../clock.ts';
import { describeError } from '../errors.ts';
import { inTime } from '../in-time.ts';
import { kept } from '../kept.ts';
import type { ProcessContext } from '../process.ts';
import { COVERAGE_HOURS, type CoverageCount, coverage } from './coverage.ts';
import { type WorkerStatus, workersAlive } from './workers-alive.ts';

type HealthDeps = Pick<ProcessContext, 'db' | 'clock' | 'queues' | 'windows' | 'log'>;

/** Whether Touchline can do its work, for uptime checks. */
export interface Health {
	/** "down" when it cannot work, "degraded" when it works and a match has a gap. */
	status: 'ok' | 'degraded' | 'down';
	database: 'ok' | 'unreachable';
	queue: 'ok' | 'unreachable';
	/** Processes alive of each kind; null when the database cannot tell. */
	workers: { scheduling: number; prediction: number; settlement: number } | null;
	matchCoverage: {
		/** Null when the window has no match. */
		percentage: number | null;
		totalMatches: number;
		coveredMatches: number;
		gaps: number;
		windowHours: number;
		/** By the pipeline's clock. */
		computedAt: Date;
	} | null;
}

export type HealthCheck = () => Promise<Health>;

/** Real milliseconds that an answer is kept; bad news for less long, so that a recovery shows. */
const KEPT = 60 * SECOND;
const BAD_NEWS_KEPT = 5 * SECOND;

/**
 * A health check that keeps its last answer for 60 s, or 5 s when it was "down". Callers that come while
 * it is being made share it.
 */
export function createHealthCheck(deps: HealthDeps, realClock: Clock): HealthCheck {
	return kept(
		() => examine(deps),
		({ status }) => (status === 'down' ? BAD_NEWS_KEPT : KEPT),
		realClock,
	);
}

/** What is said of a pipeline whose database and queues answer. */
export function conditionOf(workers: WorkerStatus[], { matches, covered }: CoverageCount): Health['status'] {
	if (workers.some(({ alive }) => alive === 0)) return 'down';
	return covered < matches ? 'degraded' : 'ok';
}

async function examine(deps: HealthDeps): Promise<Health> {
	const statuses = await orNull(deps, 'workers', () => workersAlive(deps.db));
	const counts = await orNull(deps, 'queue', () => deps.queues.counts('settlement'));
	const covered = statuses && counts && (await orNull(deps, 'coverage', () => coverage(deps)));
	const alive = (kind: WorkerStatus['kind']) => statuses?.find((worker) => worker.kind === kind)?.alive ?? 0;
	return {
		status: statuses && covered ? conditionOf(statuses, covered) : 'down',
		database: statuses ? 'ok' : 'unreachable',
		queue: counts ? 'ok' : 'unreachable',
		workers: statuses && {
			scheduling: alive('scheduling'),
			prediction: alive('prediction'),
			settlement: alive('settlement'),
		},
		matchCoverage: covered && {
			percentage: covered.percentage,
			totalMatches: covered.matches,
			coveredMatches: covered.covered,
			gaps: covered.matches - covered.covered,
			windowHours: COVERAGE_HOURS,
			computedAt: covered.computedAt,
		},
	};
}

/** Real milliseconds that each part of the answer may take. */
const PATIENCE = 4 * SECOND;

async function orNull<Answer>(
	{ log }: HealthDeps,
	part: string,
	ask: () => Promise<Answer>,
): Promise<Answer | null> {
	try {
		const answer = await inTime(ask(), PATIENCE);
		if (answer === null) log.error({ part }, `health: no answer within ${PATIENCE / SECOND} s`);
		return answer;
	} catch (error) {
		log.error({ part, err: error }, `health: ${describeError(error)}`);
		return null;
	}
}
