import type { Database } from '../server/db.ts';
import { loadRegistry, type RegisteredModel } from '../server/models/registry.ts';

/**
 * Brings the `Model` rows up to prisma/models.json in one statement, so that two processes may seed at
 * once. New models come enabled; whether a known one is enabled stays the operator's choice. Models that
 * left the file keep their rows, which predictions refer to.
 * @returns how many models the file lists
 */
export async function seedModels(db: Database, models: RegisteredModel[] = loadRegistry()): Promise<number> {
	return await db.$executeRaw`
		INSERT INTO "Model" (
			"id", "provider", "providerModel", "displayName", "tier", "reasoning",
			"usdPerMillionPromptTokens", "usdPerMillionCompletionTokens", "timeoutMs", "fallbackId"
		)
		SELECT
			"id", "provider", "model", "displayName", "tier", "reasoning",
			"usdPerMillionPromptTokens", "usdPerMillionCompletionTokens", "timeoutMs", "fallback"
		FROM jsonb_to_recordset(${JSON.stringify(models)}::jsonb) AS entry (
			"id" text, "provider" text, "model" text, "displayName" text, "tier" text, "reasoning" boolean,
			"usdPerMillionPromptTokens" float8, "usdPerMillionCompletionTokens" float8,
			"timeoutMs" integer, "fallback" text
		)
		ORDER BY "id"
		ON CONFLICT ("id") DO UPDATE SET
			"provider" = EXCLUDED."provider",
			"providerModel" = EXCLUDED."providerModel",
			"displayName" = EXCLUDED."displayName",
			"tier" = EXCLUDED."tier",
			"reasoning" = EXCLUDED."reasoning",
			"usdPerMillionPromptTokens" = EXCLUDED."usdPerMillionPromptTokens",
			"usdPerMillionCompletionTokens" = EXCLUDED."usdPerMillionCompletionTokens",
			"timeoutMs" = EXCLUDED."timeoutMs",
			"fallbackId" = EXCLUDED."fallbackId"
	`;
}
