import type { ModelCallOutcome } from '../../prisma/generated/enums.ts';
import { type Clock, MINUTE } from '../clock.ts';
import type { Database } from '../db.ts';
import type { SpentOnCall } from '../models/cost.ts';
import { UnusableReplyError } from '../models/unusable-reply.ts';
import { PermanentError, RateLimitedError } from '../queue/outcomes.ts';
import { createTally } from './tally.ts';

/** Counts how the calls of each model end, by the minute, in memory until they are stored in `ModelCalls`. */
export interface ModelCallsTally {
	/**
	 * Makes a call and counts how it ends, which is how this ends too. A call that was passed on to the fallback
	 * counts for the model that was to be asked. One without an answer has lasted for as long as this waited for it.
	 */
	counted<Answer extends SpentOnCall & { latencyMs: number }>(
		modelId: string,
		call: () => Promise<Answer>,
	): Promise<Answer>;
	/** Adds what was counted since to the stored counts. */
	store(): Promise<void>;
}

export function createModelCallsTally(db: Database, clock: Clock): ModelCallsTally {
	const tally = createTally<Counted>({
		keyOf: ({ at, modelId, outcome }) => [at, modelId, outcome],
		sum: (one, other) => ({
			...one,
			calls: one.calls + other.calls,
			promptTokens: one.promptTokens + other.promptTokens,
			completionTokens: one.completionTokens + other.completionTokens,
			costUsd: one.costUsd + other.costUsd,
			latencyMs: one.latencyMs + other.latencyMs,
		}),
		store: (calls) => addCalls(db, calls),
	});

	return {
		async counted(modelId, call) {
			const startedAt = performance.now();
			const count = (outcome: ModelCallOutcome, spent: SpentOnCall, latencyMs: number) =>
				tally.add({
					at: new Date(Math.floor(clock.now().getTime() / MINUTE) * MINUTE),
					modelId,
					outcome,
					calls: 1,
					promptTokens: spent.promptTokens ?? 0,
					completionTokens: spent.completionTokens ?? 0,
					costUsd: spent.costUsd ?? 0,
					latencyMs,
				});
			try {
				const answer = await call();
				count('answered', answer, answer.latencyMs);
				return answer;
			} catch (error) {
				const spent = error instanceof UnusableReplyError ? error.spent : NOTHING;
				count(outcomeOf(error), spent, Math.round(performance.now() - startedAt));
				throw error;
			}
		},
		store: tally.store,
	};
}

const NOTHING: SpentOnCall = { promptTokens: null, completionTokens: null, costUsd: null };

function outcomeOf(error: unknown): ModelCallOutcome {
	if (error instanceof UnusableReplyError) return 'unusable';
	if (error instanceof RateLimitedError) return 'rate_limited';
	return error instanceof PermanentError ? 'refused' : 'failed';
}

interface Counted {
	at: Date;
	modelId: string;
	outcome: ModelCallOutcome;
	calls: number;
	promptTokens: number;
	completionTokens: number;
	costUsd: number;
	/** Real milliseconds. */
	latencyMs: number;
}

/** In the same order everywhere, so that workers that store at once do not wait for each other in a circle. */
async function addCalls(db: Database, calls: Counted[]) {
	await db.$executeRaw`
		INSERT INTO "ModelCalls" AS known
			(at, "modelId", outcome, calls, "promptTokens", "completionTokens", "costUsd", "latencyMs")
		SELECT at, model.id, outcome, calls, "promptTokens", "completionTokens", "costUsd", "latencyMs"
		FROM jsonb_to_recordset(${JSON.stringify(calls)}::jsonb)
			AS counted(at timestamptz, "modelId" text, outcome "ModelCallOutcome", calls int, "promptTokens" bigint,
				"completionTokens" bigint, "costUsd" float8, "latencyMs" bigint)
		JOIN "Model" model ON model.id = "modelId"
		ORDER BY at, model.id, outcome
		ON CONFLICT (at, "modelId", outcome) DO UPDATE SET
			calls = known.calls + excluded.calls,
			"promptTokens" = known."promptTokens" + excluded."promptTokens",
			"completionTokens" = known."completionTokens" + excluded."completionTokens",
			"costUsd" = known."costUsd" + excluded."costUsd",
			"latencyMs" = known."latencyMs" + excluded."latencyMs"`;
}
