import pg from 'pg';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { finishedMatch, storeFailure } from '../../tests/failures.ts';
import { PASSWORD, testWeb } from '../../tests/web.ts';
import { SECOND } from '../clock.ts';
import { createFeedPublisher } from '../feed/publisher.ts';
import { createTouchlineClient } from './client.ts';

const web = testWeb({ sharing: true });
const client = () => createTouchlineClient({ url: web().url, password: PASSWORD });

afterEach(() => {
	vi.restoreAllMocks();
});

/** A browser that has logged in, as far as its tabs are concerned. */
async function logIn(): Promise<string> {
	const response = await fetch(`${web().url}/trpc/auth.login`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ json: { name: 'admin', password: PASSWORD } }),
	});
	return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** What the pages of the console read when they reload, each with its own input. */
function pages(matchId: string): [string, unknown][] {
	return [
		['overview', undefined],
		['matches.list', undefined],
		['matches.byId', { id: matchId }],
		['failures.list', {}],
		['failures.counts', undefined],
		['failures.investigate', {}],
		['backfill.recent', undefined],
	];
}

/** One tab reloads its page. */
async function reload(cookie: string, [path, json]: [string, unknown]): Promise<void> {
	const input = encodeURIComponent(
		JSON.stringify({ json: json ?? null, ...(json === undefined && UNDEFINED) }),
	);
	const response = await fetch(`${web().url}/trpc/${path}?input=${input}`, { headers: { cookie } });
	expect([path, response.status]).toEqual([path, 200]);
	await response.arrayBuffer();
}

const UNDEFINED = { meta: { values: ['undefined'] } };

let changes = 0;

/** Tells of a change as another process does; returns when it has been heard here, and what was told before. */
async function announce(): Promise<void> {
	const { services, pipeline } = web();
	await services.feed.flush();
	const id = `change-${++changes}`;
	const heard = new Promise<void>((resolve) =>
		services.listener.onMessage(({ matches }) => {
			if (matches.includes(id)) resolve();
		}),
	);
	const worker = createFeedPublisher(pipeline.db, (error) => {
		throw error;
	});
	worker.match(id);
	await worker.flush();
	await heard;
}

/** Statements that reach Postgres while every page is open in so many tabs that reload after each of two changes. */
async function statements(tabs: number): Promise<number> {
	const { pipeline } = web();
	const matchId = await finishedMatch(pipeline);
	await storeFailure(pipeline, { matchId });
	const cookie = await logIn();
	const query = vi.spyOn(pg.Client.prototype, 'query');
	for (let change = 0; change < 2; change++) {
		await announce();
		const open = pages(matchId).flatMap((page) => new Array<typeof page>(tabs).fill(page));
		await Promise.all(open.map((page) => reload(cookie, page)));
	}
	const { length } = query.mock.calls;
	query.mockRestore();
	return length;
}

describe('100 open tabs', () => {
	it('cost the database what one of each page does', async () => {
		await statements(1);
		const one = await statements(1);
		const hundred = await statements(15);
		expect(one).toBeGreaterThan(20);
		expect(hundred).toBeLessThanOrEqual(one + 10);
	}, 60_000);
});

describe('an operator', () => {
	it('sees what he did at once, before the feed tells of it', async () => {
		const { pipeline } = web();
		const matchId = await finishedMatch(pipeline);
		const id = await storeFailure(pipeline, { matchId, message: 'cleared at once' });
		const filter = { search: 'cleared at once' };
		expect(await client().failures.list.query({ filter })).toMatchObject({ total: 1 });
		await client().failures.clear.mutate({ ids: [id], reason: 'no use' });
		expect(await client().failures.list.query({ filter })).toMatchObject({ total: 0 });
	});

	it('is told what changes without a message after 10 s, and of another’s work as soon as it is announced', async () => {
		const { pipeline, realClock } = web();
		await announce();
		const filter = { search: 'unannounced' };
		const total = async () => (await client().failures.list.query({ filter })).total;
		expect(await total()).toBe(0);
		const matchId = await finishedMatch(pipeline);
		await storeFailure(pipeline, { matchId, message: 'unannounced' });
		expect(await total()).toBe(0);
		realClock.advance(10 * SECOND);
		expect(await total()).toBe(1);
		await pipeline.db.jobFailure.deleteMany();
		await announce();
		expect(await total()).toBe(0);
	});

	it('is let in or not before anything is shared', async () => {
		await client().overview.query();
		const stranger = createTouchlineClient({ url: web().url });
		await expect(stranger.overview.query()).rejects.toThrow(/needs an operator/);
	});
});
