import type { Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testWeb } from '../../tests/web.ts';
import { createLogger } from '../log.ts';
import { createWebApp } from './app.ts';
import { closeServer, listen } from './listen.ts';

const web = testWeb({ queues: 'postgres' });

const raw: string[] = [];
const lines: Record<string, unknown>[] = [];
/** Keeps a line as it is and as it reads: a field that is there twice reads like one. */
function keep(line: string): void {
	raw.push(line);
	lines.push(JSON.parse(line));
}

let server: Server;
let url: string;

beforeAll(async () => {
	const log = createLogger('web', 'debug', { write: keep });
	const metrics = async () => {
		await web().pipeline.db.match.count();
		log.info('deep within a request');
		throw new Error('They cannot be read.');
	};
	server = await listen(createWebApp({ ...web().services, log, metrics }), { host: '127.0.0.1', port: 0 });
	const address = server.address();
	url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});

beforeEach(() => {
	raw.length = 0;
	lines.length = 0;
});

afterAll(() => closeServer(server));

const idOf = (response: Response) => response.headers.get('x-request-id');

describe('a request', () => {
	it('has an id that its answer tells, and that every line it causes carries once', async () => {
		const response = await fetch(`${url}/metrics`);
		expect(idOf(response)).toMatch(/^[0-9a-f-]{36}$/);
		expect(lines.map(({ msg }) => msg)).toEqual([
			'deep within a request',
			'a request failed',
			'request errored',
		]);
		expect(new Set(lines.map(({ request }) => request))).toEqual(new Set([idOf(response)]));
		for (const line of raw) expect(line.split('"request":')).toHaveLength(2);
	});

	it('has an id of its own, also when many are under way', async () => {
		const responses = await Promise.all(Array.from({ length: 20 }, () => fetch(`${url}/metrics`)));
		const ids = responses.map(idOf);
		expect(new Set(ids).size).toBe(20);
		for (const id of ids) expect(lines.filter(({ request }) => request === id)).toHaveLength(3);
	});

	it('keeps the id that its caller gave it', async () => {
		const headers = { 'x-request-id': 'proxy-1.2:3_4' };
		expect(idOf(await fetch(`${url}/nothing`, { headers }))).toBe('proxy-1.2:3_4');
		expect(lines).toMatchObject([{ request: 'proxy-1.2:3_4', level: 20 }]);
	});

	it.each(['', 'a b', 'x'.repeat(65), '{"level":60}', 'ä'])('does not take "%s" for an id', async (given) => {
		const id = idOf(await fetch(`${url}/nothing`, { headers: { 'x-request-id': given } }));
		expect(id).toMatch(/^[0-9a-f-]{36}$/);
	});
});
