import type { AnyProcedure } from '@trpc/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { testWeb } from '../../tests/web.ts';
import { addApiToken } from '../auth/api-tokens.ts';
import { addPerson } from '../auth/people.ts';
import { appRouter } from './router.ts';

const web = testWeb();
let viewer = {};
let operator = {};

beforeAll(async () => {
	const { services, pipeline } = web();
	const { id } = await pipeline.db.operator.findUniqueOrThrow({ where: { name: 'admin' } });
	await addPerson(services, { name: 'Vera', role: 'viewer' }, id);
	const { secret } = await addApiToken(services, { name: 'Vera', token: 'check' }, id);
	viewer = { authorization: `Bearer ${secret}` };
	const own = await addApiToken(services, { name: 'admin', token: 'check' }, id);
	operator = { authorization: `Bearer ${own.secret}` };
});

// It is flat at run time, by path, and typed as if it were nested.
const all = appRouter._def.procedures as unknown as Record<string, AnyProcedure>;
const procedures = Object.entries(all).map(([path, { _def }]) => ({ path, type: _def.type }));

async function send(path: string, headers: object, method: 'GET' | 'POST') {
	const response = await fetch(`${web().url}/${path}`, {
		method,
		headers: { 'content-type': 'application/json', ...headers },
		...(method === 'POST' && { body: '{"json":{}}' }),
	});
	return { status: response.status, text: await response.text() };
}

describe('a viewer', () => {
	const own = ['auth.login', 'auth.logout'];
	const mutations = procedures.filter(({ path, type }) => type === 'mutation' && !own.includes(path));

	it('is refused by everything that changes something, whatever is sent', async () => {
		expect(mutations.length).toBeGreaterThan(15);
		for (const { path } of mutations) {
			const { status, text } = await send(`trpc/${path}`, viewer, 'POST');
			expect([path, status]).toEqual([path, 403]);
			expect(text).toContain('may look, not act: ask an operator to do it');
		}
		expect(await web().pipeline.db.operatorAction.count({ where: { operator: { name: 'Vera' } } })).toBe(0);
	});

	it.each([
		['settlement/retry', { matchIds: ['a'] }],
		['settlement-failures', { action: 'retry', ids: ['a'] }],
	])('is refused by POST /api/admin/%s', async (path, body) => {
		const post = (headers: object) =>
			fetch(`${web().url}/api/admin/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...headers },
				body: JSON.stringify(body),
			});
		const refused = await post(viewer);
		expect(refused.status).toBe(403);
		expect(await refused.json()).toEqual({
			error: expect.stringMatching(/^"Vera" may look, not act: .*\.$/),
		});
		expect((await post(operator)).status).not.toBe(403);
	});

	it('is answered what an operator is answered', async () => {
		const queries = procedures.filter(({ path, type }) => type === 'query' && path !== 'auth.me');
		const answered = (headers: object) =>
			Promise.all(
				queries.map(async ({ path }) => [path, (await send(`trpc/${path}`, headers, 'GET')).status] as const),
			);
		const seen = await answered(viewer);
		expect(seen).toEqual(await answered(operator));
		expect(seen.filter(([, status]) => status !== 200 && status !== 400)).toEqual([]);
		expect((await send('api/admin/pipeline-health', viewer, 'GET')).status).toBe(200);
	});

	it('logs out', async () => {
		expect((await send('trpc/auth.logout', viewer, 'POST')).status).toBe(200);
	});
});
