import type { ModelCallOutcome } from '../../prisma/generated/enums.ts';
import type { Database } from '../db.ts';

/** Every call of a model that ended in one way, since the first. */
export interface ModelCallTotal {
	modelId: string;
	provider: string;
	outcome: ModelCallOutcome;
	calls: number;
	promptTokens: number;
	completionTokens: number;
	/** US dollars. */
	costUsd: number;
	/** Real seconds of all of them together. */
	seconds: number;
}

/** Totals by model and outcome; they only ever grow, since calls are summed up with age and never deleted. */
export function modelCallTotals(db: Database): Promise<ModelCallTotal[]> {
	return db.$queryRaw`
		SELECT model.id AS "modelId", model.provider, outcome::text AS outcome,
			calls::float8 AS calls, "promptTokens"::float8 AS "promptTokens",
			"completionTokens"::float8 AS "completionTokens", "costUsd", seconds
		FROM (
			SELECT "modelId", outcome, sum(calls) AS calls, sum("promptTokens") AS "promptTokens",
				sum("completionTokens") AS "completionTokens", sum("costUsd") AS "costUsd",
				sum("latencyMs")::float8 / 1000 AS seconds
			FROM "ModelCalls" GROUP BY "modelId", outcome
		) total
		JOIN "Model" model ON model.id = total."modelId"
		ORDER BY model.id, total.outcome`;
}
