import { describe, expect, it } from 'vitest';
import { PASSWORD, testWeb } from '../../tests/web.ts';
import { closeServer, listen } from './listen.ts';
import { pageOf } from './load-context.ts';

const web = testWeb({ queues: 'postgres' });
const headers = { 'x-admin-password': PASSWORD };

describe('a request', () => {
	it.each([
		['matches.byId?input={}', 400, /^The request cannot be used \(/],
		['matches.byId?input={"json":{"id":"nope"}}', 404, /^There is no match "nope": choose one/],
		['nothing', 404, /nothing/],
	])('/trpc/%s is answered with %i and one sentence', async (path, status, sentence) => {
		const response = await fetch(`${web().url}/trpc/${path}`, { headers });
		expect(response.status).toBe(status);
		const { error } = await response.json();
		expect(error.json.message).toMatch(sentence);
		expect(JSON.stringify(error)).not.toContain('node_modules');
	});

	it.each([
		[{ 'sec-fetch-site': 'cross-site' }, 403],
		[{ 'sec-fetch-site': 'same-site' }, 403],
		[{ origin: 'https://elsewhere.example' }, 403],
		[{ origin: 'null' }, 403],
		[{ 'sec-fetch-site': 'same-origin' }, 200],
		[{}, 200],
	])('that changes something and comes with %j is answered with %i', async (from, status) => {
		const response = await fetch(`${web().url}/trpc/auth.logout`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...from },
		});
		expect(response.status).toBe(status);
	});

	it('lets a browser run only scripts that carry the nonce of this one response', async () => {
		const policies = await Promise.all(
			[1, 2].map(async () => (await fetch(`${web().url}/api/health`)).headers.get('content-security-policy')),
		);
		for (const policy of policies) expect(policy).toMatch(/script-src 'self' 'nonce-[^']+';/);
		expect(policies[0]).not.toBe(policies[1]);
	});
});

describe('listen', () => {
	it('names a port that is in use', async () => {
		const host = '127.0.0.1';
		const server = await listen(() => undefined, { host, port: 0 });
		const address = server.address();
		const port = address !== null && typeof address !== 'string' ? address.port : 0;
		await expect(listen(() => undefined, { host, port })).rejects.toThrow(
			`Port ${port} is in use: stop what uses it, or set PORT to another one.`,
		);
		await closeServer(server);
	});
});

describe('pageOf', () => {
	it.each([
		['/', '/'],
		['/_root.data?_routes=routes%2F_console', '/'],
		['/matches.data', '/matches'],
		['/matches/abc.data?x=1&_routes=r', '/matches/abc?x=1'],
		['/?index', '/'],
	])('%s is about %s', (url, page) => {
		expect(pageOf(url)).toBe(page);
	});
});
