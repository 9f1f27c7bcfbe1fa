import type { Database } from '../db.ts';
import { groupBy } from '../group-by.ts';
import { percentage } from '../pipeline/coverage.ts';
import { firstOfDays } from './ages.ts';

/** How the calls of a model went. */
export interface ModelCallTally {
	/** Calls that ended. */
	calls: number;
	/** A prediction came of them. */
	answered: number;
	/** Refused for the moment (429): they are made again, and count neither as a success nor as a failure. */
	rateLimited: number;
	/** Answered ones of all that were not rate-limited, in percent, rounded down; null of none. */
	successPercentage: number | null;
	/** Real milliseconds of an answered call, the mean; null of none. */
	meanLatencyMs: number | null;
	/** US dollars. */
	costUsd: number;
}

export interface ModelHistory {
	id: string;
	name: string;
	provider: string;
	total: ModelCallTally;
	/** UTC, YYYY-MM-DD, the oldest first; days without a call are left out. */
	days: (ModelCallTally & { day: string })[];
}

interface DayRow extends Sums {
	modelId: string;
	day: string;
}

interface Sums {
	calls: number;
	answered: number;
	rateLimited: number;
	/** Of the answered ones. */
	latencyMs: number;
	costUsd: number;
}

/** How the calls of the enabled models went over the last `days` days (UTC), today among them; by name. */
export async function modelHistory(db: Database, now: Date, days: number): Promise<ModelHistory[]> {
	const from = firstOfDays(days, now);
	const [models, rows] = await Promise.all([
		db.model.findMany({
			where: { enabled: true },
			select: { id: true, displayName: true, provider: true },
			orderBy: [{ displayName: 'asc' }, { id: 'asc' }],
		}),
		db.$queryRaw<DayRow[]>`
			SELECT "modelId", to_char(date_bin('1 day', at, 'epoch') AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
				sum(calls)::float8 AS calls,
				coalesce(sum(calls) FILTER (WHERE outcome = 'answered'), 0)::float8 AS answered,
				coalesce(sum(calls) FILTER (WHERE outcome = 'rate_limited'), 0)::float8 AS "rateLimited",
				coalesce(sum("latencyMs") FILTER (WHERE outcome = 'answered'), 0)::float8 AS "latencyMs",
				sum("costUsd") AS "costUsd"
			FROM "ModelCalls" WHERE at >= ${from} AND at <= ${now}
			GROUP BY "modelId", date_bin('1 day', at, 'epoch') ORDER BY day`,
	]);
	const byModel = groupBy(rows, ({ modelId }) => modelId);
	return models.map(({ id, displayName, provider }) => {
		const ofModel = byModel.get(id) ?? [];
		return {
			...{ id, name: displayName, provider },
			total: tally(ofModel.reduce(added, NOTHING)),
			days: ofModel.map(({ day, ...sums }) => ({ day, ...tally(sums) })),
		};
	});
}

const NOTHING: Sums = { calls: 0, answered: 0, rateLimited: 0, latencyMs: 0, costUsd: 0 };

function added(one: Sums, other: Sums): Sums {
	return {
		calls: one.calls + other.calls,
		answered: one.answered + other.answered,
		rateLimited: one.rateLimited + other.rateLimited,
		latencyMs: one.latencyMs + other.latencyMs,
		costUsd: one.costUsd + other.costUsd,
	};
}

function tally({ calls, answered, rateLimited, latencyMs, costUsd }: Sums): ModelCallTally {
	return {
		...{ calls, answered, rateLimited },
		successPercentage: percentage(answered, calls - rateLimited),
		meanLatencyMs: answered === 0 ? null : Math.round(latencyMs / answered),
		costUsd,
	};
}
