import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import type { FeedPublisher } from '../feed/publisher.ts';
import type { ChatClient } from '../models/chat-client.ts';
import { type CallableModel, type PredictedScore, predictScore } from '../models/predict.ts';
import { PermanentError } from '../queue/outcomes.ts';
import { healFailures } from './failures.ts';
import { isVoid } from './plan.ts';

export interface ModelCallDeps {
	db: Database;
	clock: Clock;
	models: ChatClient;
	feed: Pick<FeedPublisher, 'match'>;
	/** Called when the last prediction of a match came after its kick-off, so that it is settled at once. */
	onRetroactiveComplete(matchId: string): Promise<unknown>;
}

/**
 * Asks one model for one match and stores its prediction at once, in a transaction of its own. A
 * prediction that exists is never asked for again nor overwritten.
 * @throws PermanentError when the match, its prompt or the model is unknown; and what the call throws
 */
export async function predictWithModel(
	deps: ModelCallDeps,
	{ matchId, modelId }: { matchId: string; modelId: string },
	signal: AbortSignal,
): Promise<void> {
	const { db, clock, feed } = deps;
	const call = await readCall(db, matchId, modelId);
	if (!call) throw new PermanentError(`Match ${matchId}, its prompt or model ${modelId} is not stored.`);
	if (call.predicted || isVoid(call)) return;

	const { fallbackModel } = call;
	const model = { ...call, id: modelId, fallback: fallbackModel };
	const score = await predictScore(deps.models, model, call.prompt, signal);
	const madeAt = clock.now();
	await storePrediction(db, { matchId, modelId, promptId: call.promptId, madeAt, score });
	feed.match(matchId);
	if (call.failed) await healFailures(db, { stage: 'predictions', matchId, modelId }, madeAt);
	if (madeAt >= call.kickoffAt && (await isComplete(db, matchId))) await deps.onRetroactiveComplete(matchId);
}

interface CallRow extends Omit<CallableModel, 'id'> {
	status: Parameters<typeof isVoid>[0]['status'];
	kickoffAt: Date;
	promptId: string;
	prompt: string;
	predicted: boolean;
	failed: boolean;
	fallbackModel: CallableModel | null;
}

/** Everything that a call needs in one round trip: at 42 calls a match, each one counts. */
async function readCall(db: Database, matchId: string, modelId: string): Promise<CallRow | undefined> {
	const [row] = await db.$queryRaw<CallRow[]>`
		SELECT m.status::text AS status, m."kickoffAt", prompt.id AS "promptId", prompt.text AS prompt,
			model.provider, model."providerModel", model.reasoning, model."timeoutMs",
			model."usdPerMillionPromptTokens", model."usdPerMillionCompletionTokens",
			to_jsonb(fallback) AS "fallbackModel",
			EXISTS (SELECT FROM "Prediction" p WHERE p."matchId" = m.id AND p."modelId" = model.id) AS predicted,
			EXISTS (SELECT FROM "JobFailure" f
				WHERE f."matchId" = m.id AND f."modelId" = model.id AND f."resolvedAt" IS NULL) AS failed
		FROM "Match" m
		CROSS JOIN "Model" model
		LEFT JOIN "Model" fallback ON fallback.id = model."fallbackId"
		CROSS JOIN LATERAL (
			SELECT id, text FROM "Prompt" WHERE "matchId" = m.id ORDER BY "madeAt" DESC LIMIT 1
		) prompt
		WHERE m.id = ${matchId} AND model.id = ${modelId}`;
	return row;
}

interface NewPrediction {
	matchId: string;
	modelId: string;
	promptId: string;
	madeAt: Date;
	score: PredictedScore;
}

/** Takes the kick-off from the match as it stands when the row is written, and writes at most one row. */
async function storePrediction(db: Database, { matchId, modelId, promptId, madeAt, score }: NewPrediction) {
	await db.$executeRaw`
		INSERT INTO "Prediction" (id, "matchId", "modelId", "promptId", "homeGoals", "awayGoals", "homeProbability",
			"drawProbability", "awayProbability", "madeAt", "kickoffAt", reply, "servedBy", "latencyMs",
			"promptTokens", "completionTokens", "costUsd")
		SELECT ${randomUUID()}, m.id, ${modelId}, ${promptId}, ${score.homeGoals}, ${score.awayGoals},
			${score.homeProbability}, ${score.drawProbability}, ${score.awayProbability}, ${madeAt}, m."kickoffAt",
			${score.reply}, ${score.servedBy}, ${score.latencyMs}, ${score.promptTokens}, ${score.completionTokens},
			${score.costUsd}
		FROM "Match" m WHERE m.id = ${matchId}
		ON CONFLICT ("matchId", "modelId") DO NOTHING`;
}

async function isComplete(db: Database, matchId: string): Promise<boolean> {
	const missing = await db.model.count({ where: { enabled: true, predictions: { none: { matchId } } } });
	return missing === 0;
}
