import type { Database } from '../db.ts';
import { costOfCall } from '../models/cost.ts';
import { isAsked } from './enabled-models.ts';

/** What one call of a model comes to, most likely. */
export interface CallEstimate {
	modelId: string;
	provider: string;
	promptTokens: number;
	completionTokens: number;
	/** US dollars. */
	costUsd: number;
	/** Real milliseconds. */
	latencyMs: number;
	/** From the model's own last predictions; else from those of the others, or from what is usual. */
	measured: boolean;
}

/** A model's last predictions that its estimate is the mean of. */
const SAMPLE = 40;

/** What a call is taken to come to before any model has been measured. */
const USUAL = {
	answering: { promptTokens: 1_200, completionTokens: 150, latencyMs: 4_000 },
	reasoning: { promptTokens: 1_200, completionTokens: 2_500, latencyMs: 30_000 },
};

interface ModelRow {
	id: string;
	provider: string;
	reasoning: boolean;
	usdPerMillionPromptTokens: number;
	usdPerMillionCompletionTokens: number;
	promptTokens: number | null;
	completionTokens: number | null;
	latencyMs: number | null;
}

/** Estimates for every enabled model, by its id. */
export async function callEstimates(db: Pick<Database, '$queryRaw'>): Promise<Map<string, CallEstimate>> {
	const rows = await db.$queryRaw<ModelRow[]>`
		SELECT model.id, model.provider, model.reasoning, model."usdPerMillionPromptTokens",
			model."usdPerMillionCompletionTokens", last."promptTokens", last."completionTokens", last."latencyMs"
		FROM "Model" model
		CROSS JOIN LATERAL (
			SELECT avg(p."promptTokens")::float8 AS "promptTokens",
				avg(p."completionTokens")::float8 AS "completionTokens", avg(p."latencyMs")::float8 AS "latencyMs"
			FROM (
				SELECT "promptTokens", "completionTokens", "latencyMs" FROM "Prediction"
				WHERE "modelId" = model.id ORDER BY "madeAt" DESC LIMIT ${SAMPLE}
			) p
		) last
		WHERE ${isAsked}`;
	return new Map(rows.map((row) => [row.id, estimateOf(row, rows)]));
}

function estimateOf(row: ModelRow, all: ModelRow[]): CallEstimate {
	const usual = USUAL[row.reasoning ? 'reasoning' : 'answering'];
	const alike = all.filter(({ reasoning }) => reasoning === row.reasoning);
	const value = (quantity: keyof typeof usual) =>
		row[quantity] ?? mean(alike.flatMap((other) => other[quantity] ?? [])) ?? usual[quantity];
	const promptTokens = value('promptTokens');
	const completionTokens = value('completionTokens');
	return {
		modelId: row.id,
		provider: row.provider,
		promptTokens,
		completionTokens,
		costUsd: costOfCall({ promptTokens, completionTokens }, row) ?? 0,
		latencyMs: value('latencyMs'),
		measured: row.latencyMs !== null && row.promptTokens !== null && row.completionTokens !== null,
	};
}

function mean(values: number[]): number | null {
	return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
