import { Prisma } from '../../prisma/generated/client.ts';
import type { ModelCallOutcome } from '../../prisma/generated/enums.ts';
import { after, DAY, HOUR } from '../clock.ts';
import type { Database } from '../db.ts';
import { groupBy } from '../group-by.ts';
import { startOf } from './ages.ts';

/** How many calls ended how. */
export type CallCounts = Record<ModelCallOutcome, number>;

const OUTCOMES = [
	'answered',
	'unusable',
	'rate_limited',
	'refused',
	'failed',
] as const satisfies ModelCallOutcome[];

/** `CallCounts` of rows of `ModelCalls`. */
export const CALL_COUNTS = Prisma.raw(
	OUTCOMES.map(
		(outcome) => `coalesce(sum(calls) FILTER (WHERE outcome = '${outcome}'), 0)::int AS ${outcome}`,
	).join(', '),
);

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
	const rows = await db.$queryRaw<(CallCounts & { modelId: string; at: Date })[]>`
		SELECT "modelId", date_bin('6 hours', at, 'epoch') AS at, ${CALL_COUNTS}
		FROM "ModelCalls" WHERE at >= ${after(last, (1 - QUARTERS) * QUARTER)} AND at <= ${now} ${ofModel(model)}
		GROUP BY "modelId", date_bin('6 hours', at, 'epoch') ORDER BY at`;
	const cells = new Map(
		[...groupBy(rows, ({ modelId }) => modelId)].map(([id, ofOne]) => [
			id,
			ofOne.map(({ modelId: _, at, ...counts }) => ({ at, counts })),
		]),
	);
	return { quarters, cells };
}

/** Leaves out of rows of `ModelCalls` those of other models, if one is given. */
export function ofModel(model: string | undefined): Prisma.Sql {
	return model === undefined ? Prisma.empty : Prisma.sql`AND "modelId" = ${model}`;
}
