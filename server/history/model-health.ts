import { Prisma } from '../../prisma/generated/client.ts';
import type { ModelCallOutcome } from '../../prisma/generated/enums.ts';
import { after, DAY, HOUR } from '../clock.ts';
import type { Database } from '../db.ts';
import { groupBy } from '../group-by.ts';
import { startOf } from './ages.ts';

/** How many calls ended how. */
export type CallCounts = Record<ModelCallOutcome, number>;

/** The calls of a model in a quarter of a day. */
export interface HealthCell {
	/** The beginning of the quarter: 0, 6, 12 or 18 h UTC. */
	at: Date;
	counts: CallCounts;
}

/** How the calls of the models ended over the last 7 days, by quarters of days (UTC). */
export interface ModelsHealth {
	/** The beginnings of all quarters, the oldest first; the last one is under way. */
	quarters: Date[];
	/** By model; quarters without a call are left out, and models without any. */
	cells: Map<string, HealthCell[]>;
}

const QUARTER = 6 * HOUR;
const QUARTERS = (7 * DAY) / QUARTER;

/** @param model one alone, by its id */
export async function modelHealth(
	db: Pick<Database, '$queryRaw'>,
	now: Date,
	model?: string,
): Promise<ModelsHealth> {
	const last = startOf(QUARTER, now);
	const quarters = Array.from({ length: QUARTERS }, (_, index) =>
		after(last, (index + 1 - QUARTERS) * QUARTER),
	);
	const ofModel = model === undefined ? Prisma.empty : Prisma.sql`AND "modelId" = ${model}`;
	const rows = await db.$queryRaw<{ modelId: string; at: Date; outcome: ModelCallOutcome; calls: number }[]>`
		SELECT "modelId", date_bin('6 hours', at, 'epoch') AS at, outcome::text AS outcome, sum(calls)::int AS calls
		FROM "ModelCalls" WHERE at >= ${after(last, (1 - QUARTERS) * QUARTER)} AND at <= ${now} ${ofModel}
		GROUP BY 1, 2, 3 ORDER BY 2`;
	const cells = new Map(
		[...groupBy(rows, ({ modelId }) => modelId)].map(([id, ofOne]) => [
			id,
			[...groupBy(ofOne, ({ at }) => at.getTime())].map(([at, ended]) => ({
				at: new Date(at),
				counts: {
					...NO_CALLS,
					...Object.fromEntries(ended.map(({ outcome, calls }) => [outcome, calls])),
				},
			})),
		]),
	);
	return { quarters, cells };
}

const NO_CALLS: CallCounts = { answered: 0, unusable: 0, rate_limited: 0, refused: 0, failed: 0 };
