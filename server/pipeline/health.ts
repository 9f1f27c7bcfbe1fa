import { type Clock, SECOND } from '../clock.ts';
import { describeError } from '../errors.ts';
import type { ProcessContext } from '../process.ts';
import { COVERAGE_HOURS, coverage } from './coverage.ts';
import { WORKER_KINDS, workersAlive } from './workers-alive.ts';

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
	let kept: { health: Health; until: number } | null = null;
	let underWay: Promise<Health> | null = null;

	return () => {
		if (kept && realClock.now().getTime() < kept.until) return Promise.resolve(kept.health);
		underWay ??= examine(deps)
			.then((health) => {
				const life = health.status === 'down' ? BAD_NEWS_KEPT : KEPT;
				kept = { health, until: realClock.now().getTime() + life };
				return health;
			})
			.finally(() => {
				underWay = null;
			});
		return underWay;
	};
}

async function examine(deps: HealthDeps): Promise<Health> {
	const statuses = await orNull(deps, 'workers', () => workersAlive(deps.db));
	const counts = await orNull(deps, 'queue', () => deps.queues.counts('settlement'));
	const covered = statuses && counts && (await orNull(deps, 'coverage', () => coverage(deps)));
	const alive = (kind: (typeof WORKER_KINDS)[number]) =>
		statuses?.find((worker) => worker.kind === kind)?.alive ?? 0;
	const gaps = covered ? covered.matches - covered.covered : 0;
	const works = covered !== null && WORKER_KINDS.every((kind) => alive(kind) > 0);
	return {
		status: works ? (gaps > 0 ? 'degraded' : 'ok') : 'down',
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
			gaps,
			windowHours: COVERAGE_HOURS,
			computedAt: covered.computedAt,
		},
	};
}

async function orNull<Answer>(
	{ log }: HealthDeps,
	part: string,
	ask: () => Promise<Answer>,
): Promise<Answer | null> {
	try {
		return await ask();
	} catch (error) {
		log.error({ part, err: error }, `health: ${describeError(error)}`);
		return null;
	}
}
