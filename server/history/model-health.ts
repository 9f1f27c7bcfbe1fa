import { Prisma } from '../../prisma/generated/client.ts';
import type { ModelCallOutcome } from '../../prisma/generated/enums.ts';
import { after, DAY, HOUR } from '../clock.ts';
import type { Database } from '../db.ts';
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

/** The calls of a model in a quarter of a day; null without any. */
export type HealthCell = CallCounts | null;

/** How the calls of the models ended over the last 7 days, by quarters of days (UTC). */
export interface ModelsHealth {
	/** The beginnings of all quarters, the oldest first: 0, 6, 12 or 18 h UTC; the last one is under way. */
	quarters: Date[];
	/** A cell for each quarter, by model; models without a call are left out. */
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
	const first = after(startOf(QUARTER, now), (1 - QUARTERS) * QUARTER);
	const rows = await db.$queryRaw<(CallCounts & { modelId: string; at: Date })[]>`
		SELECT "modelId", date_bin('6 hours', at, 'epoch') AS at, ${CALL_COUNTS}
		FROM "ModelCalls" WHERE at >= ${first} AND at <= ${now} ${ofModel(model)}
		GROUP BY "modelId", date_bin('6 hours', at, 'epoch')`;
	const cells = new Map<string, HealthCell[]>();
	for (const { modelId, at, ...counts } of rows) {
		const ofOne = cells.get(modelId) ?? Array.from({ length: QUARTERS }, () => null);
		ofOne[(at.getTime() - first.getTime()) / QUARTER] = counts;
		cells.set(modelId, ofOne);
	}
	const quarters = Array.from({ length: QUARTERS }, (_, index) => after(first, index * QUARTER));
	return { quarters, cells };
}

/** Leaves out of rows of `ModelCalls` those of other models, if one is given. */
export function ofModel(model: string | undefined): Prisma.Sql {
	return model === undefined ? Prisma.empty : Prisma.sql`AND "modelId" = ${model}`;
}
