import { PermanentError, RateLimitedError, TransientError } from '../queue/outcomes.ts';
import type { ChatClient } from './chat-client.ts';
import { costOfCall, type TokenPrices, type TokenUsage } from './cost.ts';
import { ModelGoneError } from './refusal.ts';
import { parseReply } from './reply.ts';
import { UnusableReplyError } from './unusable-reply.ts';

/** What a call needs of a model's row. */
export interface CallableModel extends TokenPrices {
	id: string;
	provider: string;
	providerModel: string;
	reasoning: boolean;
	timeoutMs: number | null;
}

/** A model with the one that is asked when it is gone for good. */
export interface PredictingModel extends CallableModel {
	fallback: CallableModel | null;
}

/** What a call adds to a row of `Prediction`, under the row's own names. */
export interface PredictedScore {
	homeGoals: number;
	awayGoals: number;
	homeProbability: number | null;
	drawProbability: number | null;
	awayProbability: number | null;
	reply: string;
	/** What the provider says answered; with "(fallback <id>)" when the fallback was asked. */
	servedBy: string;
	latencyMs: number;
	promptTokens: number | null;
	completionTokens: number | null;
	costUsd: number | null;
}

/**
 * Asks a model for the score of a match: one call, and one more to its fallback when the provider no
 * longer has the model. Rejects like `ChatClient.complete`, and with UnusableReplyError for a reply without
 * a usable score.
 */
export async function predictScore(
	client: ChatClient,
	model: PredictingModel,
	prompt: string,
	signal?: AbortSignal,
): Promise<PredictedScore> {
	try {
		return await ask(client, model, prompt, signal);
	} catch (error) {
		if (error instanceof ModelGoneError && model.fallback !== null) {
			return await askFallback(client, model.fallback, prompt, signal, error);
		}
		throw error;
	}
}

/** Room for an answer with some words around it. Several models think aloud without being listed as such. */
const MAX_TOKENS = { plain: 4_096, reasoning: 16_384 };

/** Makers of reasoning models advise against 0, where they fall into endless repetition, and for 0.6. */
const TEMPERATURE = { plain: 0, reasoning: 0.6 };

async function ask(
	client: ChatClient,
	model: CallableModel,
	prompt: string,
	signal: AbortSignal | undefined,
): Promise<PredictedScore> {
	const { provider, providerModel, timeoutMs } = model;
	const kind = model.reasoning ? 'reasoning' : 'plain';
	let spent: TokenUsage | undefined;
	try {
		const { text, servedBy, ...measured } = await client.complete({
			provider,
			providerModel,
			prompt,
			timeoutMs,
			maxTokens: MAX_TOKENS[kind],
			temperature: TEMPERATURE[kind],
			signal,
		});
		spent = measured;
		const { home, away, probabilities } = parseReply(text);
		return {
			homeGoals: home,
			awayGoals: away,
			homeProbability: probabilities?.home ?? null,
			drawProbability: probabilities?.draw ?? null,
			awayProbability: probabilities?.away ?? null,
			reply: storable(text),
			servedBy: storable(servedBy),
			...measured,
			costUsd: costOfCall(measured, model),
		};
	} catch (error) {
		throw error instanceof UnusableReplyError ? priced(error, model, spent ?? error.spent) : error;
	}
}

/** An unusable reply has been paid for all the same. */
function priced(error: UnusableReplyError, model: CallableModel, usage: TokenUsage): UnusableReplyError {
	const { promptTokens, completionTokens } = usage;
	const costUsd = costOfCall(usage, model);
	return new UnusableReplyError(error.message, {
		cause: error,
		spent: { promptTokens, completionTokens, costUsd },
	});
}

async function askFallback(
	client: ChatClient,
	fallback: CallableModel,
	prompt: string,
	signal: AbortSignal | undefined,
	gone: ModelGoneError,
): Promise<PredictedScore> {
	try {
		const predicted = await ask(client, fallback, prompt, signal);
		return { ...predicted, servedBy: `${predicted.servedBy} (fallback ${fallback.id})` };
	} catch (error) {
		if (error instanceof PermanentError) {
			const message = `${gone.message} Its fallback ${fallback.id} failed as well: ${error.message}`;
			// The status is the one of the model that was to be asked: the failure is kept under its provider.
			throw new PermanentError(message, { cause: error, httpStatus: gone.httpStatus });
		}
		// Another provider's limit must not stop the queue of this model's own.
		if (error instanceof RateLimitedError) throw new TransientError(error.message, { cause: error });
		throw error;
	}
}

/** Postgres stores every character but NUL. */
function storable(text: string): string {
	return text.replaceAll('\0', '');
}
