import { beforeEach, describe, expect, it, vi } from 'vitest';
import { finishedMatch, settlementJob, storeFailure } from '../../../tests/failures.ts';
import { START, storeMatch } from '../../../tests/pipeline.ts';
import { PASSWORD, testWeb } from '../../../tests/web.ts';
import { HOUR, after as later } from '../../clock.ts';
import { runPass } from '../../pipeline/passes.ts';

const web = testWeb();
const PASSED = { 'x-admin-password': PASSWORD };

async function ask(path: string, init: RequestInit = {}) {
	const response = await fetch(`${web().url}/api/admin/${path}`, { headers: PASSED, ...init });
	return { status: response.status, location: response.headers.get('location'), body: await response.json() };
}

function post(path: string, body: unknown, headers: Record<string, string> = {}) {
	return ask(path, {
		method: 'POST',
		headers: { ...PASSED, 'content-type': 'application/json', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
}

async function failedSettlement(message: string): Promise<{ matchId: string; id: string }> {
	const { pipeline } = web();
	const matchId = await finishedMatch(pipeline, { predicted: true });
	return { matchId, id: await storeFailure(pipeline, { matchId, message }) };
}

beforeEach(() => web().pipeline.db.jobFailure.deleteMany());

describe('GET /api/admin/pipeline-health', () => {
	it('tells the coverage of the window, what is at risk, workers, queues and alerts', async () => {
		const { pipeline } = web();
		await storeMatch(pipeline, { kickoffAt: later(START, 90 * 60_000) });
		await storeMatch(pipeline, { kickoffAt: later(START, 40 * HOUR) });
		const { status, body } = await ask('pipeline-health?hours=24');
		expect(status).toBe(200);
		expect(body).toMatchObject({
			status: 'down',
			coverage: {
				...{ matches: 1, covered: 0, percentage: 0, windowHours: 24 },
				byCompetition: [{ id: 'en.1', matches: 1 }],
				byHour: [{ withinHours: 2, matches: 1, covered: 0 }],
			},
			atRisk: [{ severity: 'critical', stage: 'analysis', cause: 'not_queued', next: expect.anything() }],
			workers: [{ kind: 'scheduling', alive: 0 }, { kind: 'prediction' }, { kind: 'settlement' }],
			alerts: [],
		});
		expect(body.queues.length).toBeGreaterThan(4);
		await runPass(pipeline, 'sweep');
		expect((await ask('pipeline-health')).body.coverage).toMatchObject({ matches: 2, percentage: 100 });
		await pipeline.db.match.deleteMany();
		expect((await ask('pipeline-health')).body.coverage).toMatchObject({ matches: 0, percentage: null });
	});

	it.each(['0', '-1', '1.5', '721', '10000', 'soon', '', '1&hours=2'])(
		'hours=%s is refused',
		async (hours) => {
			const { status, body } = await ask(`pipeline-health?hours=${hours}`);
			expect(status).toBe(400);
			expect(body).toEqual({ error: expect.stringContaining('give 1 to 720 whole hours') });
		},
	);

	it('is for operators, whatever is asked', async () => {
		for (const path of ['pipeline-health?hours=0', 'settlement-failures', 'failure-actions/x']) {
			expect(await ask(path, { headers: {} })).toMatchObject({
				status: 401,
				body: { error: expect.stringMatching(/^This needs an operator/) },
			});
		}
		expect((await ask('pipeline-health', { headers: { authorization: 'Bearer x' } })).status).toBe(401);
		expect((await post('settlement/retry', { matchIds: ['a'] }, { 'x-admin-password': '' })).status).toBe(
			401,
		);
	});
});

describe('GET /api/admin/settlement-failures', () => {
	it('groups them by cause, with counts and evidence, and pages through them', async () => {
		const [one, other] = [await failedSettlement('out of paper'), await failedSettlement('out of paper')];
		await storeFailure(web().pipeline, { matchId: one.matchId, stage: 'analysis', message: 'no results' });
		const first = await ask('settlement-failures?limit=1');
		expect(first).toMatchObject({
			status: 200,
			body: {
				groups: [{ stage: 'settlement', message: 'out of paper', failures: 2, evidence: expect.anything() }],
				failures: [{ stage: 'settlement' }],
				total: 2,
			},
		});
		expect(first.body.groups[0].evidence.length).toBeGreaterThan(0);
		const second = await ask(`settlement-failures?limit=1&cursor=${first.body.nextCursor}`);
		expect(second.body).toMatchObject({ groups: null, nextCursor: null, total: 2 });
		const ids = [first, second].flatMap(({ body }) => body.failures.map(({ id }: { id: string }) => id));
		expect(ids.toSorted()).toEqual([one.id, other.id].toSorted());
		expect((await ask('settlement-failures?status=resolved')).body).toMatchObject({ groups: null, total: 0 });
	});

	it.each(['limit=0', 'limit=many', 'cursor=nonsense', 'status=lost', 'sinceDays=0', 'what=ever'])(
		'%s is refused in one sentence',
		async (query) => {
			const { status, body } = await ask(`settlement-failures?${query}`);
			expect([status, Object.keys(body)]).toEqual([400, ['error']]);
			expect(body.error).toMatch(/^[^\n]+\.$/);
		},
	);
});

describe('POST /api/admin/settlement-failures', () => {
	/** The action once it has ended. */
	async function ended(location: string | null) {
		const path = location?.replace('/api/admin/', '') ?? '';
		await vi.waitFor(async () => expect((await ask(path)).body.endedAt).not.toBeNull());
		return (await ask(path)).body;
	}

	it('retries those that are named, and names the unknown ones', async () => {
		const { id, matchId } = await failedSettlement('named');
		const { status, body } = await post('settlement-failures', { action: 'retry', ids: [id, 'gone'] });
		expect(status).toBe(200);
		expect(body).toMatchObject({
			action: { kind: 'retry', total: 1, outcomes: { queued: 1 } },
			unknown: ['gone'],
			results: [{ failureId: id, outcome: 'queued', next: { stage: 'settlement' } }, { failureId: 'gone' }],
		});
		expect(await settlementJob(web().pipeline, matchId)).toBe('waiting');
		expect(await post('settlement-failures', { action: 'retry', ids: ['gone', 'lost'] })).toMatchObject({
			status: 404,
			body: { error: expect.stringContaining('no failure "gone" and "lost"') },
		});
	});

	it('retries a group, and clears what matches or all of them, of settlements alone', async () => {
		const { matchId } = await failedSettlement('of a kind');
		await failedSettlement('of another kind');
		await storeFailure(web().pipeline, { matchId, stage: 'analysis', message: 'of a kind' });
		const { groups } = (await ask('settlement-failures')).body;
		const { id: group } = groups.find(({ message }: { message: string }) => message === 'of a kind');
		const retry = await post('settlement-failures', { action: 'retry', group, expected: 1 });
		expect([retry.status === 200 || retry.status === 202, retry.body.unknown]).toEqual([true, []]);
		expect(await ended(retry.location)).toMatchObject({ kind: 'retry', outcomes: { queued: 1 } });

		const reason = 'no use';
		const matching = { search: 'another' };
		const some = await post('settlement-failures', { action: 'clear', matching, expected: 1, reason });
		expect(await ended(some.location)).toMatchObject({ total: 1, outcomes: { cleared: 1 }, reason });
		const all = await post('settlement-failures', { action: 'clear', all: true, expected: 9, reason });
		expect(await ended(all.location)).toMatchObject({ total: 1, outcomes: { cleared: 1 } });
		expect(await web().pipeline.db.jobFailure.count({ where: { resolvedAt: null } })).toBe(1);
	});

	it('does nothing when more are there than were expected', async () => {
		await failedSettlement('expected');
		await failedSettlement('unexpected');
		expect(await post('settlement-failures', { action: 'retry', all: true, expected: 1 })).toMatchObject({
			status: 409,
			body: { error: expect.stringMatching(/^2 failures would be touched now, 1 were confirmed/) },
		});
		expect(await post('settlement-failures', { action: 'retry', group: 'gone', expected: 1 })).toMatchObject({
			status: 404,
			body: { error: expect.stringContaining('"gone"') },
		});
	});

	it.each([
		[{}, 'action: say "retry" or "clear"'],
		[{ action: 'retry' }, 'one of "ids", "group", "matching" and "all"'],
		[{ action: 'retry', ids: ['a'], all: true }, 'one of "ids", "group", "matching" and "all"'],
		[{ action: 'retry', all: true }, 'expected: say how many'],
		[{ action: 'clear', ids: ['a'] }, 'reason: say why'],
		[{ action: 'clear', ids: ['a'], reason: ' ' }, 'reason'],
		[{ action: 'retry', ids: [] }, 'ids'],
		[{ action: 'retry', matching: { stage: 'analysis' }, expected: 1 }, 'stage'],
		['{"action":', 'cannot be read as JSON'],
	])('%j is refused', async (body, sentence) => {
		const answer = await post('settlement-failures', body);
		expect([answer.status, answer.body.error]).toEqual([400, expect.stringContaining(sentence)]);
	});

	it('takes JSON alone, no flood of it, and nothing from another site', async () => {
		const order = { action: 'retry', ids: ['a'] };
		expect((await post('settlement-failures', order, { 'content-type': 'text/plain' })).status).toBe(415);
		expect((await post('settlement-failures', { ids: ['a'.repeat(300_000)] })).status).toBe(413);
		expect((await post('settlement-failures', order, { origin: 'https://elsewhere.example' })).status).toBe(
			403,
		);
	});
});

describe('POST /api/admin/settlement/retry', () => {
	it('says of each match what happens, and names those that nobody knows', async () => {
		const { matchId } = await failedSettlement('settle it');
		expect(await post('settlement/retry', { matchIds: [matchId, 'gone'] })).toMatchObject({
			status: 200,
			body: { matches: [{ id: matchId, outcome: 'queued' }, { id: 'gone' }], unknown: ['gone'] },
		});
		expect(await post('settlement/retry', { matchIds: ['gone'] })).toMatchObject({
			status: 404,
			body: { error: expect.stringContaining('no match "gone"') },
		});
		expect((await post('settlement/retry', { ids: [matchId] })).status).toBe(400);
	});
});
