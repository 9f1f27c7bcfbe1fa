import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultInput } from '../../scripts/model-server/faults.ts';
import { type ModelServer, startModelServer } from '../../scripts/model-server/server.ts';
import { PermanentError, TransientError } from '../queue/outcomes.ts';
import { type ChatClient, createChatClient } from './chat-client.ts';
import { type CallableModel, type PredictingModel, predictScore } from './predict.ts';
import { ModelGoneError } from './refusal.ts';

const PROMPT = 'Arsenal play Chelsea.';
const OLD = modelOf('old');
const NEW = modelOf('new');

let server: ModelServer;
let client: ChatClient;

beforeEach(async () => {
	server = await startModelServer();
	client = clientOf(server.url);
});

afterEach(async () => {
	await client.close();
	await server.close();
});

describe('predictScore', () => {
	it('gives what a prediction stores', async () => {
		const predicted = await predictScore(client, { ...OLD, fallback: null }, PROMPT);
		expect(predicted).toEqual({
			homeGoals: expect.any(Number),
			awayGoals: expect.any(Number),
			homeProbability: predicted.homeProbability,
			drawProbability: predicted.drawProbability,
			awayProbability: predicted.awayProbability,
			reply: expect.stringContaining(String(predicted.homeGoals)),
			servedBy: 'acme/old',
			latencyMs: expect.any(Number),
			promptTokens: Math.ceil(PROMPT.length / 4),
			completionTokens: expect.any(Number),
			costUsd: expect.any(Number),
		});
		expect(predicted.costUsd).toBeCloseTo(
			((predicted.promptTokens ?? 0) * 1 + (predicted.completionTokens ?? 0) * 2) / 1e6,
			12,
		);
	});

	it('gives the same answer to the same prompt', async () => {
		const ask = async () => (await predictScore(client, { ...OLD, fallback: null }, PROMPT)).reply;
		expect(await ask()).toBe(await ask());
	});

	it('asks the fallback once when the model is gone, and says so', async () => {
		await setFaults([{ kind: '404', model: 'acme/old' }]);
		const predicted = await predictScore(client, withFallback(), PROMPT);
		expect(predicted.servedBy).toBe('acme/new (fallback new)');
		expect(asked()).toEqual({ 'acme/old': 1, 'acme/new': 1 });
	});

	it('fails for good when the model is gone and has no fallback', async () => {
		await setFaults([{ kind: '404' }]);
		await expect(predictScore(client, { ...OLD, fallback: null }, PROMPT)).rejects.toThrow(ModelGoneError);
	});

	it('names both when the fallback is gone as well', async () => {
		await setFaults([{ kind: '404' }]);
		const call = predictScore(client, withFallback(), PROMPT);
		await expect(call).rejects.toThrow(PermanentError);
		await expect(call).rejects.toThrow(/acme\/old.*fallback new.*acme\/new/);
		await expect(call).rejects.toMatchObject({ httpStatus: 404 });
		expect(asked()).toEqual({ 'acme/old': 1, 'acme/new': 1 });
	});

	it("takes a fallback's rate limit for passing trouble, not for a limit of the model's own provider", async () => {
		await setFaults([
			{ kind: '404', model: 'acme/old' },
			{ kind: '429', model: 'acme/new' },
		]);
		await expect(predictScore(client, withFallback(), PROMPT)).rejects.toThrow(TransientError);
	});

	it.each(['500', '429', 'badJson'] as const)('does not ask the fallback because of %s', async (kind) => {
		await setFaults([{ kind, model: 'acme/old' }]);
		await expect(predictScore(client, withFallback(), PROMPT)).rejects.toThrow();
		expect(asked()).toEqual({ 'acme/old': 1 });
	});

	it('takes a reply without a usable score for transient', async () => {
		await setFaults([{ kind: 'badJson' }]);
		await expect(predictScore(client, { ...OLD, fallback: null }, PROMPT)).rejects.toThrow(TransientError);
	});

	it('ends with its signal', async () => {
		await setFaults([{ kind: 'hang' }]);
		const call = predictScore(
			client,
			{ ...OLD, fallback: null },
			PROMPT,
			AbortSignal.abort(new Error('closing')),
		);
		await expect(call).rejects.toThrow('closing');
	});

	it('keeps a reply free of what Postgres cannot store', async () => {
		const text = '{"home": 2, "away": 1}\0';
		const stub: ChatClient = {
			complete: async () => ({
				text,
				servedBy: 'a\0b',
				promptTokens: null,
				completionTokens: 3,
				latencyMs: 1,
			}),
			close: async () => {},
		};
		expect(await predictScore(stub, { ...OLD, fallback: null }, PROMPT)).toMatchObject({
			reply: '{"home": 2, "away": 1}',
			servedBy: 'ab',
			costUsd: null,
		});
	});
});

function modelOf(id: string): CallableModel {
	return {
		id,
		provider: 'together',
		providerModel: `acme/${id}`,
		reasoning: false,
		timeoutMs: null,
		usdPerMillionPromptTokens: 1,
		usdPerMillionCompletionTokens: 2,
	};
}

function withFallback(): PredictingModel {
	return { ...OLD, fallback: NEW };
}

function clientOf(baseUrl: string): ChatClient {
	return createChatClient({
		endpointOf: () => ({ label: 'Acme', baseUrl, apiKey: null }),
		defaultTimeoutMs: 5_000,
	});
}

async function setFaults(faults: FaultInput[]): Promise<void> {
	const response = await fetch(new URL('/faults', server.url), {
		method: 'PUT',
		body: JSON.stringify(faults),
	});
	expect(response.status).toBe(200);
}

function asked(): Record<string, number> {
	return Object.fromEntries(server.calls().calls.map((call) => [call.model, call.asked]));
}
