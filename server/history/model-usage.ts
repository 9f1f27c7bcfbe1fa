import { after, HOUR } from '../clock.ts';
import type { Database } from '../db.ts';
import { percentage } from '../pipeline/coverage.ts';
import { CALL_COUNTS, type CallCounts, ofModel } from './model-health.ts';

/** What the calls of a model came to over some time. */
export interface ModelUsage {
	counts: CallCounts;
	/** Calls that ended, however. */
	calls: number;
	/** Answered ones of all that were not rate-limited, in percent, rounded down; null of none. */
	successPercentage: number | null;
	/** Real milliseconds of an answered call, the mean: the sums that are kept have no median. Null of none. */
	meanLatencyMs: number | null;
	promptTokens: number;
	completionTokens: number;
	/** US dollars. */
	costUsd: number;
}

/** Hours that one can look back, by the name of the time. */
export const USAGE_HOURS = { day: 24, week: 7 * 24, month: 30 * 24 } as const;
export type UsageSpan = keyof typeof USAGE_HOURS;

interface UsageRow extends CallCounts {
	modelId: string;
	latencyMs: number;
	promptTokens: number;
	completionTokens: number;
	costUsd: number;
}

/**
 * What the calls of each model came to in the last hours; a model without a call has no entry.
 * @param model one alone, by its id
 */
export async function modelUsage(
	db: Pick<Database, '$queryRaw'>,
	now: Date,
	span: UsageSpan,
	model?: string,
): Promise<Map<string, ModelUsage>> {
	const rows = await db.$queryRaw<UsageRow[]>`
		SELECT "modelId", ${CALL_COUNTS},
			coalesce(sum("latencyMs") FILTER (WHERE outcome = 'answered'), 0)::float8 AS "latencyMs",
			sum("promptTokens")::float8 AS "promptTokens", sum("completionTokens")::float8 AS "completionTokens",
			sum("costUsd") AS "costUsd"
		FROM "ModelCalls" WHERE at > ${after(now, -USAGE_HOURS[span] * HOUR)} AND at <= ${now} ${ofModel(model)}
		GROUP BY "modelId"`;
	return new Map(rows.map((row) => [row.modelId, usageOf(row)]));
}

function usageOf({ modelId: _, latencyMs, promptTokens, completionTokens, costUsd, ...counts }: UsageRow) {
	const calls = Object.values(counts).reduce((sum, count) => sum + count, 0);
	return {
		...{ counts, calls, promptTokens, completionTokens, costUsd },
		successPercentage: percentage(counts.answered, calls - counts.rate_limited),
		meanLatencyMs: counts.answered === 0 ? null : Math.round(latencyMs / counts.answered),
	};
}
