import { afterEach, describe, expect, it } from 'vitest';
import type { CallLog } from './call-log.ts';
import { type ModelServer, type ModelServerOptions, startModelServer } from './server.ts';

const servers: ModelServer[] = [];
afterEach(async () => {
	await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('the stand-in model server', () => {
	it('answers like the OpenAI API', async () => {
		const server = await start();
		const response = await ask(server);
		expect(response.status).toBe(200);
		expect(await response.json()).toMatchObject({
			object: 'chat.completion',
			model: 'acme/One',
			choices: [{ message: { role: 'assistant', content: expect.any(String) }, finish_reason: 'stop' }],
			usage: { prompt_tokens: 3, completion_tokens: expect.any(Number), total_tokens: expect.any(Number) },
		});
	});

	it('answers by model and prompt alone, on any server', async () => {
		const [one, other] = [await start(), await start()];
		await ask(other, { model: 'acme/Two' });
		expect(await textOf(ask(one))).toBe(await textOf(ask(other)));
	});

	it('lists its models', async () => {
		const registered = await (await fetch(`${(await start()).url}/models`)).json();
		expect(registered).toMatchObject({ object: 'list', data: { length: 42 } });
		const chosen = await (await fetch(`${(await start({ models: ['acme/One'] })).url}/models`)).json();
		expect(chosen).toEqual({ object: 'list', data: [{ id: 'acme/One', object: 'model' }] });
	});

	it.each([
		['no JSON', '{'],
		['no model', '{"messages": [{"role": "user", "content": "?"}]}'],
		['no messages', '{"model": "acme/One", "messages": []}'],
	])('refuses a request with %s', async (_, body) => {
		const server = await start();
		const response = await fetch(`${server.url}/chat/completions`, { method: 'POST', body });
		expect(response.status).toBe(400);
		expect(server.calls().total).toBe(0);
	});

	it('knows no other address', async () => {
		expect((await fetch(at(await start(), '/v2/models'))).status).toBe(404);
	});
});

describe('its call log', () => {
	it('counts by model and prompt, so that double calls show', async () => {
		const server = await start({ faults: [{ kind: '500', count: 1 }] });
		await ask(server);
		await ask(server);
		await ask(server, { prompt: 'Other match' });
		await ask(server, { model: 'acme/Two' });
		const log: CallLog = server.calls();
		expect(log).toMatchObject({ total: 4, answered: 3, peakInFlight: 1 });
		expect(log.calls.map(({ model, asked, answered }) => [model, asked, answered])).toEqual([
			['acme/One', 2, 1],
			['acme/One', 1, 1],
			['acme/Two', 1, 1],
		]);
		expect(log.calls[0]?.promptHash).toBe(log.calls[2]?.promptHash);
		expect(log.calls[0]?.promptHash).not.toBe(log.calls[1]?.promptHash);
	});

	it('is told and emptied over HTTP', async () => {
		const server = await start();
		await ask(server);
		expect(await (await fetch(at(server, '/calls'))).json()).toEqual(server.calls());
		await fetch(at(server, '/calls'), { method: 'DELETE' });
		expect(server.calls()).toMatchObject({ total: 0, answered: 0, calls: [] });
	});
});

describe('its faults', () => {
	it('can be a 429 with Retry-After', async () => {
		const response = await ask(await start({ faults: [{ kind: '429', retryAfter: 7 }] }));
		expect(response.status).toBe(429);
		expect(response.headers.get('retry-after')).toBe('7');
		expect(await response.json()).toMatchObject({ error: { message: expect.any(String) } });
	});

	it.each(['404', '500'] as const)('can be a %s', async (kind) => {
		expect((await ask(await start({ faults: [{ kind }] }))).status).toBe(Number(kind));
	});

	it('can be a reply that breaks off', async () => {
		const text = await textOf(ask(await start({ faults: [{ kind: 'badJson' }] })));
		expect(() => JSON.parse(text)).toThrow();
	});

	it('can be a lost connection', async () => {
		await expect(ask(await start({ faults: [{ kind: 'reset' }] }))).rejects.toThrow();
	});

	it('can hang, which closing the server ends', async () => {
		const server = await start({ faults: [{ kind: 'hang' }] });
		const call = ask(server).then(
			() => 'answered',
			() => 'lost',
		);
		await expect.poll(() => server.calls().total).toBe(1);
		await server.close();
		expect(await call).toBe('lost');
	});

	it('can be slow', async () => {
		const server = await start({
			latencyMs: 1,
			faults: [{ kind: 'latency', latencyMs: 60_000, model: 'acme/Slow' }],
		});
		const slow = ask(server, { model: 'acme/Slow' }).catch(() => 'still waiting');
		await expect.poll(() => server.calls().total).toBe(1);
		expect((await ask(server)).status).toBe(200);
		expect(server.calls()).toMatchObject({ total: 2, answered: 1 });
		await server.close();
		expect(await slow).toBe('still waiting');
	});

	it('can concern one model', async () => {
		const server = await start({ faults: [{ kind: '500', model: 'acme/One' }] });
		expect([(await ask(server)).status, (await ask(server, { model: 'acme/Two' })).status]).toEqual([
			500, 200,
		]);
	});

	it('can concern the next calls only', async () => {
		const server = await start({ faults: [{ kind: '500', count: 2 }] });
		expect(await statuses(server, 4)).toEqual([500, 500, 200, 200]);
	});

	it('can come by chance, the same in every run', async () => {
		const faults: ModelServerOptions['faults'] = [{ kind: '500', probability: 0.5 }];
		const first = await statuses(await start({ faults }), 40);
		expect(first.filter((status) => status === 500).length).toBeGreaterThan(8);
		expect(first.filter((status) => status === 200).length).toBeGreaterThan(8);
		expect(await statuses(await start({ faults }), 40)).toEqual(first);
	});

	it('can be set and healed while it runs', async () => {
		const server = await start();
		const set = await fetch(at(server, '/faults'), { method: 'PUT', body: '[{"kind": "429", "count": 5}]' });
		expect(await set.json()).toEqual([{ kind: '429', retryAfter: 1, probability: 1, count: 5 }]);
		expect((await ask(server)).status).toBe(429);
		expect(await (await fetch(at(server, '/faults'))).json()).toMatchObject([{ kind: '429', count: 4 }]);
		await fetch(at(server, '/faults'), { method: 'DELETE' });
		expect((await ask(server)).status).toBe(200);
	});

	it.each([
		'{',
		'{}',
		'[{"kind": "rain"}]',
		'[{"kind": "500", "probability": 2}]',
		'[{"kind": "500", "often": 2}]',
	])('are left as they were by %s', async (body) => {
		const server = await start({ faults: [{ kind: '500' }] });
		expect((await fetch(at(server, '/faults'), { method: 'PUT', body })).status).toBe(400);
		expect((await ask(server)).status).toBe(500);
	});

	it.each([
		['500', 500, null],
		['429=2', 429, '2'],
		['latency=1', 200, null],
		['nonsense', 400, null],
		['latency=soon', 400, null],
	])('can be asked for by a request itself (%s)', async (fault, status, retryAfter) => {
		const server = await start();
		const response = await ask(server, { headers: { 'x-fault': fault } });
		expect(response.status).toBe(status);
		expect(response.headers.get('retry-after')).toBe(retryAfter);
		expect((await ask(server)).status).toBe(200);
	});
});

async function start(options?: ModelServerOptions): Promise<ModelServer> {
	const server = await startModelServer(options);
	servers.push(server);
	return server;
}

function ask(
	server: ModelServer,
	{
		model = 'acme/One',
		prompt = 'Who wins?',
		headers = {},
	}: { model?: string; prompt?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
	return fetch(`${server.url}/chat/completions`, {
		method: 'POST',
		headers,
		body: JSON.stringify({ model, messages: [{ role: 'user', content: prompt }] }),
	});
}

async function textOf(response: Promise<Response>): Promise<string> {
	const { choices } = await (await response).json();
	return String(choices[0].message.content);
}

async function statuses(server: ModelServer, calls: number): Promise<number[]> {
	const seen: number[] = [];
	for (let call = 0; call < calls; call += 1) seen.push((await ask(server)).status);
	return seen;
}

function at(server: ModelServer, path: string): URL {
	return new URL(path, server.url);
}
