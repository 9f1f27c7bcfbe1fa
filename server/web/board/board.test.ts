import { beforeEach, describe, expect, it } from 'vitest';
import { storeMatch } from '../../../tests/pipeline.ts';
import { PASSWORD, testWeb } from '../../../tests/web.ts';
import { addApiToken } from '../../auth/api-tokens.ts';
import { addPerson } from '../../auth/people.ts';
import { newJob } from '../../queue/catalogue.ts';
import { BOARD } from './open-board.ts';

const web = testWeb();
const headers = { 'x-admin-password': PASSWORD };

beforeEach(async () => {
	const { db, backend } = web().pipeline;
	await backend.clear();
	await db.queueWish.deleteMany();
	await db.operatorAction.deleteMany();
});

const ask = (path: string, init: RequestInit = {}) =>
	fetch(web().url + BOARD + path, { redirect: 'manual', ...init, headers: { ...headers, ...init.headers } });
const put = (path: string) => ask(path, { method: 'PUT' });
/** A token of somebody who may only look. */
async function signInAsViewer(): Promise<string> {
	const { services, pipeline } = web();
	const { id } = await pipeline.db.operator.findFirstOrThrow({ where: { name: 'admin' } });
	await addPerson(services, { name: 'Vera', role: 'viewer' }, id);
	const { secret } = await addApiToken(services, { name: 'Vera', token: 'phone' }, id);
	await pipeline.db.operatorAction.deleteMany();
	return secret;
}

const actions = async () =>
	(await web().pipeline.db.operatorAction.findMany({ include: { operator: true } })).map(
		({ action, detail, operator }) => ({ action, detail, by: operator?.name }),
	);

/** A job in the settlement queue that failed and still stands there. */
async function addJob(): Promise<string> {
	const job = newJob('settlement', { matchId: await storeMatch(web().pipeline) });
	await web().pipeline.queues.add([{ ...job, dueAt: new Date('2025-03-02T12:00:00Z') }]);
	return job.id;
}

describe('the board', () => {
	it('shows nothing to those who are not logged in', async () => {
		const page = await fetch(`${web().url}${BOARD}/queue/settlement`, { redirect: 'manual' });
		expect(page.status).toBe(302);
		expect(page.headers.get('location')).toBe('/login?to=%2Fqueues%2Fboard%2Fqueue%2Fsettlement');
		for (const [path, init] of [
			['/api/queues', {}],
			['/api/queues/settlement/empty', { method: 'PUT' }],
		] as const) {
			const answer = await fetch(web().url + BOARD + path, init);
			expect(answer.status).toBe(401);
			expect((await answer.json()).error).toMatch(/^This needs an operator/);
		}
		expect(await actions()).toEqual([]);
	});

	it('is a page that runs nothing but its own files, and asks no other site', async () => {
		const page = await ask('');
		expect(page.status).toBe(200);
		const policy = page.headers.get('content-security-policy') ?? '';
		expect(policy).toContain("script-src 'self';");
		expect(policy).toContain("frame-ancestors 'none'");
		const html = await page.text();
		expect(html).not.toMatch(/(?:src|href)="https?:/);
		const [, script] = /<script defer src="(static\/js\/main[^"]+)"/.exec(html) ?? [];
		expect((await ask(`/${script}`)).status).toBe(200);
		// The console's own policy stays as it is.
		const other = await fetch(`${web().url}/api/health`);
		expect(other.headers.get('content-security-policy')).not.toMatch(/style-src [^;]*'unsafe-inline'/);
	});

	it('tells of every queue and its jobs, and of the datastore, and hides what it cannot know', async () => {
		const id = await addJob();
		const { queues } = await (
			await ask('/api/queues?activeQueue=settlement&status=delayed&page=1&jobsPerPage=10')
		).json();
		expect(queues.map(({ name }: { name: string }) => name)).toEqual([
			...['analysis', 'lineups', 'predictions', 'settlement'],
			...['model-calls-together', 'model-calls-synthetic', 'alert-deliveries'],
		]);
		const settlement = queues.find(({ name }: { name: string }) => name === 'settlement');
		expect(settlement).toMatchObject({ counts: { delayed: 1 }, jobs: [{ id }], readOnlyMode: false });
		for (const path of [`/api/queues/settlement/${id}`, '/api/redis/stats']) {
			expect([path, (await ask(path)).status]).toEqual([path, 200]);
		}
		// It would say that there are none: see docs/decisions/024-queue-controls.md.
		expect((await ask('/api/queues/settlement/workers')).status).toBe(403);
	});

	it('changes jobs, and writes down who did so before it does', async () => {
		const id = await addJob();
		expect((await put(`/api/queues/settlement/${id}/promote`)).status).toBe(204);
		expect(await web().pipeline.queues.counts('settlement')).toMatchObject({ waiting: 1, delayed: 0 });
		expect((await put(`/api/queues/settlement/${id}/clean`)).status).toBe(204);
		expect(await web().pipeline.queues.counts('settlement')).toMatchObject({ waiting: 0 });
		expect(await actions()).toEqual(
			['promote', 'clean'].map((action) => ({
				action: 'board.change',
				detail: { method: 'PUT', path: `/api/queues/settlement/${id}/${action}` },
				by: 'admin',
			})),
		);
	});

	it('pauses and resumes as the console does', async () => {
		expect((await put('/api/queues/settlement/pause')).status).toBe(200);
		expect(await web().pipeline.db.queueWish.findMany()).toMatchObject([{ queue: 'settlement' }]);
		expect(await web().pipeline.queues.counts('settlement')).toMatchObject({ paused: true });
		expect((await put('/api/queues/resume')).status).toBe(200);
		expect(await web().pipeline.queues.counts('settlement')).toMatchObject({ paused: false });
		expect((await actions()).map(({ action }) => action)).toEqual(['queues.pause', 'queues.resume']);
		expect((await put('/api/queues/nope/pause')).status).toBe(404);
	});

	it.each(['concurrency', 'rate-limit'])(
		'refuses a %s that would contradict the console',
		async (setting) => {
			const answer = await put(`/api/queues/settlement/${setting}`);
			expect(answer.status).toBe(409);
			expect((await answer.json()).error).toMatch(
				/^How many jobs are worked on at once is set on the console/,
			);
		},
	);

	it.each<Record<string, string>>([
		{ 'sec-fetch-site': 'cross-site' },
		{ origin: 'https://elsewhere.example' },
	])('does nothing that another site’s page asks for: %j', async (from) => {
		const answer = await ask('/api/queues/settlement/empty', { method: 'PUT', headers: from });
		expect(answer.status).toBe(403);
		expect(await actions()).toEqual([]);
	});

	it('is there to be looked at for those who may change nothing', async () => {
		const id = await addJob();
		const viewer = await signInAsViewer();
		const asViewer = (path: string, method = 'GET') =>
			fetch(`${web().url}${BOARD}${path}`, { method, headers: { authorization: `Bearer ${viewer}` } });
		const { queues } = await (await asViewer('/api/queues')).json();
		expect(queues.every(({ readOnlyMode }: { readOnlyMode: boolean }) => readOnlyMode)).toBe(true);
		for (const path of [`${id}/clean`, 'pause', 'empty']) {
			const answer = await asViewer(`/api/queues/settlement/${path}`, 'PUT');
			expect(answer.status).toBe(403);
		}
		expect(await web().pipeline.queues.counts('settlement')).toMatchObject({ delayed: 1, paused: false });
		expect(await actions()).toEqual([]);
	});
});
