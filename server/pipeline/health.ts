import { type Clock, MINUTE, SECOND } from '../clock.ts';
import { describeError } from '../errors.ts';
import { inTime } from '../in-time.ts';
import { kept } from '../kept.ts';
import type { ProcessContext } from '../process.ts';
import { COVERAGE_HOURS, type Coverage, type CoverageCount, coverage } from './coverage.ts';
import { type WorkerStatus, workersAlive } from './workers-alive.ts';

type HealthDeps = Pick<ProcessContext, 'db' | 'clock' | 'queues' | 'windows' | 'log'>;

/** Whether Touchline can do its work, for uptime checks. */
export interface Health {
	/**
	 * "down" when it cannot work, "degraded" when it works and a match has a gap. While it cannot be computed, what it
	 * was last, "degraded" at best; "down" when that was 5 minutes ago or never.
	 */
	status: 'ok' | 'degraded' | 'down';
	/** Whether it answers now. */
	database: 'ok' | 'unreachable';
	queue: 'ok' | 'unreachable';
	/** Processes alive of each kind; null when the database has not told yet. */
	workers: { scheduling: number; prediction: number; settlement: number } | null;
	/** Null when it could not be computed yet. */
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
	/** It cannot be computed now: this is the last one that could. */
	stale: boolean;
	/** Real time of when it could be computed last; null when it never could. */
	computedAt: Date | null;
}

export interface HealthCheck {
	(): Promise<Health>;
	/** Something went wrong that may have to do with it: what is known is looked at again soon. */
	doubt(): void;
}

/** Real milliseconds that an answer is kept; bad news for less long, so that a recovery shows. */
const KEPT = 60 * SECOND;
const BAD_NEWS_KEPT = 5 * SECOND;

/** Real milliseconds after which the last answer that could be computed says nothing of now. */
const OUT_OF_DATE = 5 * MINUTE;

/**
 * A health check that keeps its last answer for 60 s; for 5 s when it was "down", could not be computed, or is
 * doubted. Callers that come while it is being made share it.
 */
export function createHealthCheck(deps: HealthDeps, realClock: Clock): HealthCheck {
	let last: Health | null = null;

	async function ask(): Promise<Health> {
		const answer = await examine(deps, realClock, last);
		if (!answer.stale) last = answer;
		return answer;
	}

	const check = kept(
		ask,
		({ status, stale }) => (stale || status === 'down' ? BAD_NEWS_KEPT : KEPT),
		realClock,
	);
	return Object.assign(() => check(), { doubt: () => check.doubt(BAD_NEWS_KEPT) });
}

/** What is said of a pipeline whose database and queues answer. */
export function conditionOf(workers: WorkerStatus[], { matches, covered }: CoverageCount): Health['status'] {
	if (someMissing(workers)) return 'down';
	return covered < matches ? 'degraded' : 'ok';
}

function someMissing(workers: WorkerStatus[]): boolean {
	return workers.some(({ alive }) => alive === 0);
}

async function examine(deps: HealthDeps, realClock: Clock, last: Health | null): Promise<Health> {
	const [statuses, counts] = await Promise.all([
		orNull(deps, 'workers', () => workersAlive(deps.db)),
		orNull(deps, 'queue', () => deps.queues.counts('settlement')),
	]);
	const covered = statuses && counts && (await orNull(deps, 'coverage', () => coverage(deps)));
	const now = realClock.now();
	const parts = {
		database: statuses ? 'ok' : 'unreachable',
		queue: counts ? 'ok' : 'unreachable',
		workers: statuses ? aliveOf(statuses) : (last?.workers ?? null),
	} as const;
	if (statuses && covered) {
		const matchCoverage = matchCoverageOf(covered);
		return { status: conditionOf(statuses, covered), ...parts, matchCoverage, stale: false, computedAt: now };
	}
	return {
		status: statuses && someMissing(statuses) ? 'down' : lastStatus(last, now),
		...parts,
		matchCoverage: last?.matchCoverage ?? null,
		stale: true,
		computedAt: last?.computedAt ?? null,
	};
}

function lastStatus(last: Health | null, now: Date): Health['status'] {
	if (!last?.computedAt || now.getTime() - last.computedAt.getTime() >= OUT_OF_DATE) return 'down';
	return last.status === 'ok' ? 'degraded' : last.status;
}

function aliveOf(statuses: WorkerStatus[]): NonNullable<Health['workers']> {
	const alive = (kind: WorkerStatus['kind']) => statuses.find((worker) => worker.kind === kind)?.alive ?? 0;
	return {
		scheduling: alive('scheduling'),
		prediction: alive('prediction'),
		settlement: alive('settlement'),
	};
}

function matchCoverageOf(covered: Coverage): Health['matchCoverage'] {
	return {
		percentage: covered.percentage,
		totalMatches: covered.matches,
		coveredMatches: covered.covered,
		gaps: covered.matches - covered.covered,
		windowHours: COVERAGE_HOURS,
		computedAt: covered.computedAt,
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
