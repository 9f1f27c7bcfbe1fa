import { randomUUID } from 'node:crypto';
import { after, type Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import type { FeedPublisher } from '../feed/publisher.ts';
import type { ChatClient } from '../models/chat-client.ts';
import { type PredictedScore, predictScore } from '../models/predict.ts';
import { NotYetError, PermanentError } from '../queue/outcomes.ts';
import { traced } from '../tracing/tracing.ts';
import { type CallInput, type CallKey, createCallInputReader } from './call-inputs.ts';
import { createCompletenessReader } from './completeness.ts';
import { healFailures } from './failures.ts';
import type { ModelCallsTally } from './model-calls-tally.ts';
import { isVoid } from './plan.ts';
import { BLOCKED_RETRY, dueBeforeKickoff, PREDICTIONS_LEAD } from './stages.ts';

export interface ModelCallDeps {
	db: Database;
	clock: Clock;
	models: ChatClient;
	modelCalls: Pick<ModelCallsTally, 'counted'>;
	feed: Pick<FeedPublisher, 'match'>;
	/** Called when the last prediction of a match came after its kick-off, so that it is settled at once. */
	onRetroactiveComplete(matchId: string): Promise<unknown>;
}

/**
 * Does one call; rejects with what the call throws, NotYetError before the match has a prompt, and
 * PermanentError for an unknown match or model.
 */
export type ModelCall = (key: CallKey, signal: AbortSignal) => Promise<void>;

/**
 * Makes the function that asks one model for one match and stores its prediction at once, in a
 * transaction of its own. A prediction that exists is never asked for again nor overwritten.
 */
export function createModelCall(deps: ModelCallDeps): ModelCall {
	const readInput = createCallInputReader(deps.db);
	const isComplete = createCompletenessReader(deps.db);
	return async (key, signal) => {
		const input = await readInput(key);
		if (!input) throw new PermanentError(`Match ${key.matchId} or model ${key.modelId} is not stored.`);
		const now = deps.clock.now();
		const early = now < dueBeforeKickoff('predictions', input.kickoffAt);
		// A match that was put off is asked about again when the new date's predictions are due.
		if (input.predicted || !input.enabled || isVoid(input) || early) return;
		const { prompt } = input;
		if (!prompt) throw new NotYetError('The match has no prompt yet.', after(now, BLOCKED_RETRY));
		await predict({ ...deps, isComplete }, key, { ...input, prompt }, signal);
	};
}

async function predict(
	deps: ModelCallDeps & { isComplete(matchId: string): Promise<boolean> },
	key: CallKey,
	input: CallInput & { prompt: NonNullable<CallInput['prompt']> },
	signal: AbortSignal,
): Promise<void> {
	const { db, clock, feed, isComplete } = deps;
	const model = { ...input, id: key.modelId };
	const ask = () => predictScore(deps.models, model, input.prompt.text, signal);
	const score = await deps.modelCalls.counted(key.modelId, () =>
		traced('ask the model', { match: key.matchId, model: key.modelId }, ask),
	);
	const madeAt = clock.now();
	await storePrediction(db, { ...key, promptId: input.prompt.id, madeAt, score });
	feed.match(key.matchId);
	if (input.failed) await healFailures(db, { ...key, stage: 'predictions' }, madeAt);
	if (madeAt >= input.kickoffAt && (await isComplete(key.matchId))) {
		await deps.onRetroactiveComplete(key.matchId);
	}
}

interface NewPrediction extends CallKey {
	promptId: string;
	madeAt: Date;
	score: PredictedScore;
}

/**
 * Takes the kick-off from the match as it stands when the row is written, and writes at most one row; none
 * when the match was put off meanwhile. The lock lets a change of the fixture that is under way end first.
 */
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
			AND m."kickoffAt" <= ${after(madeAt, PREDICTIONS_LEAD)}
		FOR SHARE
		ON CONFLICT ("matchId", "modelId") DO NOTHING`;
}
