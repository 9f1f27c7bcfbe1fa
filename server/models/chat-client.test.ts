import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ModelServer, startModelServer } from '../../scripts/model-server/server.ts';
import { PermanentError, RateLimitedError, TransientError } from '../queue/outcomes.ts';
import { type ChatCall, type ChatClient, createChatClient } from './chat-client.ts';
import { ModelGoneError } from './refusal.ts';

const CALL: ChatCall = {
	provider: 'together',
	providerModel: 'acme/One',
	prompt: 'Who wins?',
	timeoutMs: 5_000,
};
const KEY = 'sk-secret-0123456789';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	await Promise.all(closers.splice(0).map((close) => close()));
});

describe('a chat client and the stand-in server', () => {
	it('gets a reply and its measures', async () => {
		const { client, server } = await standIn();
		const { text, servedBy, promptTokens, completionTokens, latencyMs } = await client.complete(CALL);
		expect(text).not.toBe('');
		expect(servedBy).toBe('acme/One');
		expect(promptTokens).toBe(Math.ceil('Who wins?'.length / 4));
		expect(completionTokens).toBeGreaterThan(0);
		expect(Number.isInteger(latencyMs)).toBe(true);
		expect(server.calls()).toMatchObject({ total: 1, answered: 1 });
	});

	it('has as many calls in flight as are made', async () => {
		const { client, server } = await standIn({ faults: [{ kind: 'hang' }] });
		const calls = Array.from({ length: 200 }, () => failureOf(client.complete(CALL)));
		await expect.poll(() => server.calls().peakInFlight).toBe(200);
		await client.close();
		await Promise.all(calls);
	});

	it('never repeats a call by itself', async () => {
		const { client, server } = await standIn({ faults: [{ kind: '500' }] });
		await expect(client.complete(CALL)).rejects.toThrow(TransientError);
		expect(server.calls().total).toBe(1);
	});

	it('waits as long as a 429 says', async () => {
		const { client } = await standIn({ faults: [{ kind: '429', retryAfter: 3 }] });
		const error = await failureOf(client.complete(CALL));
		expect(error).toBeInstanceOf(RateLimitedError);
		expect(error).toMatchObject({ waitMs: 3_000 });
	});

	it('knows a model that is gone', async () => {
		const { client } = await standIn({ faults: [{ kind: '404' }] });
		await expect(client.complete(CALL)).rejects.toThrow(ModelGoneError);
	});

	it.each(['hang', 'latency'] as const)('gives up a call that takes too long (%s)', async (kind) => {
		const fault = kind === 'hang' ? { kind } : { kind, latencyMs: 60_000 };
		const { client } = await standIn({ faults: [fault] });
		const error = await failureOf(client.complete({ ...CALL, timeoutMs: 50 }));
		expect(error).toBeInstanceOf(TransientError);
		expect(error).toMatchObject({
			message: expect.stringMatching(/acme\/One.*within 50 ms|within 50 ms.*acme\/One/),
		});
	});

	it('gives up by its own default when the model has no timeout', async () => {
		const { client } = await standIn({ faults: [{ kind: 'hang' }] }, { defaultTimeoutMs: 60 });
		await expect(client.complete({ ...CALL, timeoutMs: null })).rejects.toThrow('within 60 ms');
	});

	it('takes a lost connection for transient, and goes on with the next call', async () => {
		const { client } = await standIn({ faults: [{ kind: 'reset', count: 1 }] });
		await expect(client.complete(CALL)).rejects.toThrow(TransientError);
		await expect(client.complete(CALL)).resolves.toMatchObject({ servedBy: 'acme/One' });
	});

	it("ends with the signal's own reason", async () => {
		const { client } = await standIn({ faults: [{ kind: 'hang' }] });
		const controller = new AbortController();
		const call = client.complete({ ...CALL, signal: controller.signal });
		controller.abort(new Error('the worker is closing'));
		await expect(call).rejects.toThrow('the worker is closing');
		await expect(client.complete({ ...CALL, signal: controller.signal })).rejects.toThrow(
			'the worker is closing',
		);
	});

	it('fails what is in flight when it is closed', async () => {
		const { client, server } = await standIn({ faults: [{ kind: 'hang' }] });
		const call = failureOf(client.complete(CALL));
		await expect.poll(() => server.calls().total).toBe(1);
		await client.close();
		expect(await call).toBeInstanceOf(TransientError);
	});

	it('takes a server that is not there for transient', async () => {
		const { client, server } = await standIn();
		await server.close();
		const error = await failureOf(client.complete(CALL));
		expect(error).toBeInstanceOf(TransientError);
		expect(error).toMatchObject({ message: expect.stringContaining('ECONNREFUSED') });
	});
});

describe('a chat client and other servers', () => {
	it('sends one user message, the key, and what the call asks for', async () => {
		const seen: { headers: IncomingMessage['headers']; url: string | undefined; body: unknown }[] = [];
		const { client } = await serving(async (request, response) => {
			const chunks: Buffer[] = [];
			for await (const chunk of request) chunks.push(chunk);
			seen.push({
				headers: request.headers,
				url: request.url,
				body: JSON.parse(Buffer.concat(chunks).toString()),
			});
			response.end(JSON.stringify({ choices: [{ message: { content: 'ok' } }] }));
		});
		await client.complete({ ...CALL, maxTokens: 100, temperature: 0.6 });
		await client.complete(CALL);
		const [asked, plain] = seen;
		expect(asked?.url).toBe('/v1/chat/completions');
		expect(asked?.headers.authorization).toBe(`Bearer ${KEY}`);
		expect(asked?.body).toEqual({
			model: 'acme/One',
			messages: [{ role: 'user', content: 'Who wins?' }],
			max_tokens: 100,
			temperature: 0.6,
		});
		expect(plain?.body).toEqual({
			model: 'acme/One',
			messages: [{ role: 'user', content: 'Who wins?' }],
			temperature: 0,
		});
	});

	it.each([408, 409, 425, 500, 502, 503, 529])('takes status %i for transient', async (status) => {
		const { client } = await answering(status, 'try later');
		await expect(client.complete(CALL)).rejects.toThrow(TransientError);
	});

	it.each([400, 401, 402, 403, 404, 410, 413, 422, 307])('takes status %i for permanent', async (status) => {
		const { client } = await answering(status, 'no');
		const error = await failureOf(client.complete(CALL));
		expect(error).toBeInstanceOf(PermanentError);
		expect(error instanceof ModelGoneError).toBe(status === 404 || status === 410);
	});

	it('says who refused, how and why, without the key or what it began with', async () => {
		const body = {
			error: { message: `Wrong key ${KEY}\n\u0000 (${KEY.slice(0, 9)}****)${' blah'.repeat(500)}` },
		};
		const { client } = await answering(401, JSON.stringify(body));
		const error = await failureOf(client.complete(CALL));
		const message = z.instanceof(Error).parse(error).message;
		expect(message).toMatch(/^Acme refused acme\/One with status 401: Wrong key \[key\] \(\[key\]\) blah/);
		expect(message.length).toBeLessThan(300);
		expect(message).not.toContain('sk-sec');
	});

	it('waits for the date that a 429 names, by the clock of the server', async () => {
		const { client } = await serving((_, response) => {
			response.writeHead(429, {
				date: 'Sun, 25 May 2025 14:00:00 GMT',
				'retry-after': 'Sun, 25 May 2025 14:00:42 GMT',
			});
			response.end('slow down');
		});
		expect(await failureOf(client.complete(CALL))).toMatchObject({ waitMs: 42_000 });
	});

	it.each([
		['not JSON', '<html>hello</html>'],
		['cut off', '{"choices": [{"mess'],
		['empty', ''],
		['without choices', '{}'],
		['without a choice', '{"choices": []}'],
		['without a message', '{"choices": [{}]}'],
		['with null for a text', '{"choices": [{"message": {"content": null}}]}'],
		['with a blank text', '{"choices": [{"message": {"content": " \\n "}}]}'],
		['an error in disguise', '{"error": {"message": "overloaded"}}'],
		['a JSON scalar', 'null'],
	])('takes a body that is %s for transient', async (_, body) => {
		const { client } = await answering(200, body);
		await expect(client.complete(CALL)).rejects.toThrow(TransientError);
	});

	it('makes do with a text alone, and does not believe impossible counts', async () => {
		const { client } = await answering(
			200,
			JSON.stringify({
				model: 7,
				choices: [{ message: { content: 'ok' } }, { odd: true }],
				usage: { prompt_tokens: -1, completion_tokens: '12' },
			}),
		);
		await expect(client.complete(CALL)).resolves.toMatchObject({
			text: 'ok',
			servedBy: 'acme/One',
			promptTokens: null,
			completionTokens: null,
		});
	});

	it('tells the model that the provider says answered', async () => {
		const { client } = await answering(
			200,
			JSON.stringify({ model: 'acme/One-turbo', choices: [{ message: { content: 'ok' } }] }),
		);
		await expect(client.complete(CALL)).resolves.toMatchObject({ servedBy: 'acme/One-turbo' });
	});

	it('gives up a body that never ends', async () => {
		const { client } = await serving((_, response) => {
			response.write('{"choices": [');
		});
		await expect(client.complete({ ...CALL, timeoutMs: 100 })).rejects.toThrow('within 100 ms');
	});

	it('takes a body that is far too long for transient', async () => {
		const { client } = await answering(
			200,
			JSON.stringify({ choices: [{ message: { content: 'x'.repeat(5_000_000) } }] }),
		);
		await expect(client.complete(CALL)).rejects.toThrow(TransientError);
	});

	it('makes no call when the provider has no endpoint', async () => {
		const client = createChatClient({
			endpointOf: () => {
				throw new PermanentError('No API key for Acme: set ACME_API_KEY.');
			},
			defaultTimeoutMs: 5_000,
		});
		closers.push(client.close);
		await expect(client.complete(CALL)).rejects.toThrow('ACME_API_KEY');
	});
});

async function standIn(
	options: Parameters<typeof startModelServer>[0] = {},
	{ defaultTimeoutMs = 5_000 } = {},
): Promise<{ client: ChatClient; server: ModelServer }> {
	const server = await startModelServer(options);
	closers.push(server.close);
	return { server, client: clientOf(server.url, defaultTimeoutMs) };
}

async function serving(listener: RequestListener): Promise<{ client: ChatClient }> {
	const server: Server = createServer(listener);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closers.push(async () => {
		server.close();
		server.closeAllConnections();
	});
	const { port } = z.object({ port: z.number() }).parse(server.address());
	return { client: clientOf(`http://127.0.0.1:${port}/v1`) };
}

function answering(status: number, body: string): Promise<{ client: ChatClient }> {
	return serving((_, response) => {
		response.writeHead(status).end(body);
	});
}

function clientOf(baseUrl: string, defaultTimeoutMs = 5_000): ChatClient {
	const client = createChatClient({
		endpointOf: () => ({ label: 'Acme', baseUrl, apiKey: KEY }),
		defaultTimeoutMs,
	});
	closers.push(client.close);
	return client;
}

function failureOf(call: Promise<unknown>): Promise<unknown> {
	return call.then(
		() => expect.fail('the call should have failed'),
		(error: unknown) => error,
	);
}
