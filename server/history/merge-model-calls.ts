import type { Database, Transaction } from '../db.ts';
import { ages } from './ages.ts';

/** Adds the minutes of an hour up, and the hours of a day (UTC), once they are old. */
export async function mergeModelCalls(db: Database, now: Date): Promise<void> {
	const { hoursBefore, daysBefore } = ages(now);
	await db.$transaction(async (tx) => {
		await mergeInto(tx, 'hour', hoursBefore);
		await mergeInto(tx, 'day', daysBefore);
	});
}

/** What stands at the beginning of its hour or day already is what the others are added to. */
async function mergeInto(tx: Transaction, unit: 'hour' | 'day', before: Date): Promise<void> {
	await tx.$executeRaw`
		WITH old AS (
			DELETE FROM "ModelCalls" WHERE at < ${before} AND at <> date_trunc(${unit}, at, 'UTC') RETURNING *
		)
		INSERT INTO "ModelCalls" AS sum
			(at, "modelId", outcome, calls, "promptTokens", "completionTokens", "costUsd", "latencyMs")
		SELECT date_trunc(${unit}, at, 'UTC') AS start, "modelId", outcome,
			sum(calls), sum("promptTokens"), sum("completionTokens"), sum("costUsd"), sum("latencyMs")
		FROM old GROUP BY start, "modelId", outcome
		ON CONFLICT (at, "modelId", outcome) DO UPDATE SET
			calls = sum.calls + EXCLUDED.calls,
			"promptTokens" = sum."promptTokens" + EXCLUDED."promptTokens",
			"completionTokens" = sum."completionTokens" + EXCLUDED."completionTokens",
			"costUsd" = sum."costUsd" + EXCLUDED."costUsd",
			"latencyMs" = sum."latencyMs" + EXCLUDED."latencyMs"`;
}
