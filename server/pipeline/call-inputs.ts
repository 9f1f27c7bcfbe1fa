import DataLoader from 'dataloader';
import type { Database } from '../db.ts';
import type { CallableModel } from '../models/predict.ts';
import type { isVoid } from './plan.ts';

/** Names one call: this model, about this match. */
export interface CallKey {
	matchId: string;
	modelId: string;
}

/** Everything that a call needs, and whether it is still wanted. */
export interface CallInput extends Omit<CallableModel, 'id'> {
	status: Parameters<typeof isVoid>[0]['status'];
	kickoffAt: Date;
	/** Made by the fan-out, once the stages before have ended; null until then. */
	prompt: { id: string; text: string } | null;
	/** The model is still asked. */
	enabled: boolean;
	/** The prediction exists. */
	predicted: boolean;
	/** There is an open failure of this call. */
	failed: boolean;
	fallback: CallableModel | null;
}

/** Real milliseconds in which calls that start together are gathered. */
const GATHER = 2;

/**
 * Makes a reader of call inputs; null for an unknown match or model. Calls
 * start by the dozen, so those of a moment are read with one query.
 */
export function createCallInputReader(db: Database): (key: CallKey) => Promise<CallInput | null> {
	const loader = new DataLoader((keys: readonly CallKey[]) => readInputs(db, keys), {
		// What is true of a call changes while the process lives.
		cache: false,
		batchScheduleFn: (read) => setTimeout(read, GATHER),
	});
	return (key) => loader.load(key);
}

async function readInputs(db: Database, keys: readonly CallKey[]): Promise<(CallInput | null)[]> {
	const rows = await db.$queryRaw<(CallInput & { position: number })[]>`
		SELECT asked.position::int AS position, m.status::text AS status, m."kickoffAt",
			to_jsonb(prompt) AS prompt,
			model.provider, model."providerModel", model.reasoning, model."timeoutMs",
			model."usdPerMillionPromptTokens", model."usdPerMillionCompletionTokens",
			model.enabled, to_jsonb(fallback) AS fallback,
			EXISTS (SELECT FROM "Prediction" p WHERE p."matchId" = m.id AND p."modelId" = model.id) AS predicted,
			EXISTS (SELECT FROM "JobFailure" f
				WHERE f."matchId" = m.id AND f."modelId" = model.id AND f."resolvedAt" IS NULL) AS failed
		FROM unnest(${keys.map(({ matchId }) => matchId)}::text[], ${keys.map(({ modelId }) => modelId)}::text[])
			WITH ORDINALITY AS asked("matchId", "modelId", position)
		JOIN "Match" m ON m.id = asked."matchId"
		JOIN "Model" model ON model.id = asked."modelId"
		LEFT JOIN "Model" fallback ON fallback.id = model."fallbackId"
		LEFT JOIN LATERAL (
			SELECT id, text FROM "Prompt" WHERE "matchId" = m.id ORDER BY "madeAt" DESC LIMIT 1
		) prompt ON true`;
	const byPosition = new Map(rows.map(({ position, ...input }) => [position, input]));
	return keys.map((_, index) => byPosition.get(index + 1) ?? null);
}
