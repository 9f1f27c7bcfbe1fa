import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { testModels } from '../../tests/models.ts';
import { finishedWith, fixture, START, storeMatch, testPipeline } from '../../tests/pipeline.ts';
import { HOUR, after as later, MINUTE } from '../clock.ts';
import { withConnection } from '../databases.ts';
import { newJob } from '../queue/catalogue.ts';
import { NotYetError, PermanentError, TransientError } from '../queue/outcomes.ts';
import { makeAnalysis } from './analysis.ts';
import { enabledModels } from './enabled-models.ts';
import { fanOut } from './fan-out.ts';
import { createModelCall } from './model-call.ts';
import { storeFixtures } from './store-fixtures.ts';

const pipeline = testPipeline();
const models = testModels();
const completed: string[] = [];

beforeAll(async () => {
	await storeMatch(pipeline(), { kickoffAt: later(START, -100 * HOUR), ...finishedWith(2, 1) });
});

beforeEach(() => {
	pipeline().clock.set(START);
	completed.length = 0;
});

/** A match whose predictions are due now, with everything that they need. */
async function dueMatch(): Promise<string> {
	const { db, clock } = pipeline();
	const matchId = await storeMatch(pipeline(), { kickoffAt: later(clock.now(), 30 * MINUTE) });
	await makeAnalysis(db, { matchId, now: clock.now() });
	await db.lineup.create({
		data: { matchId, fetchedAt: clock.now(), unavailableReason: 'the source has none' },
	});
	return matchId;
}

async function callsQueued(matchId: string): Promise<string[]> {
	const { db, queues } = pipeline();
	const jobs = (await enabledModels(db)).map((model) =>
		newJob('model-call', { matchId, modelId: model.id, provider: model.provider }),
	);
	const found = await queues.inspect(jobs);
	return jobs.filter(({ id }) => found.has(id)).map(({ queue }) => queue);
}

function ask(matchId: string, modelId: string): Promise<void> {
	const onRetroactiveComplete = async (id: string) => void completed.push(id);
	const call = createModelCall({ ...pipeline(), models: models().client, onRetroactiveComplete });
	return call({ matchId, modelId }, AbortSignal.timeout(5_000));
}

describe('fanOut', () => {
	it("queues one call per enabled model, each on its provider's queue, however often it runs", async () => {
		const matchId = await dueMatch();
		await fanOut(pipeline(), matchId);
		await fanOut(pipeline(), matchId);
		const queues = await callsQueued(matchId);
		expect(queues).toHaveLength(42);
		expect(queues.filter((name) => name === 'model-calls-together')).toHaveLength(29);
		expect(await pipeline().db.prompt.count({ where: { matchId } })).toBe(1);
	});

	it('asks only the models that have not predicted', async () => {
		const matchId = await dueMatch();
		await fanOut(pipeline(), matchId);
		await pipeline().backend.clear();
		await ask(matchId, 'llama-4-scout');
		await fanOut(pipeline(), matchId);
		expect(await callsQueued(matchId)).toHaveLength(41);
	});

	it.each([
		['the line-ups that were known before kick-off', -MINUTE, true],
		['nothing that was fetched after it', MINUTE, false],
	])('tells the models %s', async (_, sinceKickoff, told) => {
		const { db } = pipeline();
		const kickoffAt = later(START, -2 * HOUR);
		const matchId = await storeMatch(pipeline(), { kickoffAt, ...finishedWith(2, 1) });
		await makeAnalysis(db, { matchId, now: START });
		const eleven = { formation: '4-4-2', players: ['Known Striker'] };
		const fetchedAt = later(kickoffAt, sinceKickoff);
		await db.lineup.create({ data: { matchId, fetchedAt, home: eleven, away: eleven } });
		await fanOut(pipeline(), matchId);
		const { text } = await db.prompt.findFirstOrThrow({ where: { matchId } });
		expect(text.includes('Known Striker')).toBe(told);
	});

	it('is postponed before its time and while an earlier stage has not ended', async () => {
		const early = await storeMatch(pipeline(), { kickoffAt: later(START, 2 * HOUR) });
		await expect(fanOut(pipeline(), early)).rejects.toMatchObject({ until: later(START, 90 * MINUTE) });
		const waiting = await storeMatch(pipeline(), { kickoffAt: later(START, 20 * MINUTE) });
		await expect(fanOut(pipeline(), waiting)).rejects.toThrow('wait for the analysis');
		await expect(fanOut(pipeline(), waiting)).rejects.toBeInstanceOf(NotYetError);
		expect(await callsQueued(waiting)).toEqual([]);
	});

	it('goes on without an analysis and line-ups in the last quarter of an hour', async () => {
		const matchId = await storeMatch(pipeline(), { kickoffAt: later(START, 15 * MINUTE) });
		await fanOut(pipeline(), matchId);
		expect(await callsQueued(matchId)).toHaveLength(42);
		const [prompt] = await pipeline().db.prompt.findMany({ where: { matchId } });
		expect(prompt?.text).not.toMatch(/undefined|null/);
	});

	it('asks nobody about a postponed match, and knows no other', async () => {
		const coming = fixture({ kickoffAt: later(START, 30 * MINUTE), status: 'postponed' });
		const [matchId = ''] = await storeFixtures(pipeline().db, [coming], START);
		await fanOut(pipeline(), matchId);
		expect(await callsQueued(matchId)).toEqual([]);
		await expect(fanOut(pipeline(), 'unknown')).rejects.toBeInstanceOf(PermanentError);
	});
});

describe('a model call', () => {
	it('stores what the model answered, with what it cost, and asks no second time', async () => {
		const { db, clock } = pipeline();
		const matchId = await dueMatch();
		await fanOut(pipeline(), matchId);
		await ask(matchId, 'llama-4-scout');
		await ask(matchId, 'llama-4-scout');
		const [prediction, ...others] = await db.prediction.findMany({ where: { matchId } });
		expect(others).toEqual([]);
		expect(prediction).toMatchObject({
			modelId: 'llama-4-scout',
			madeAt: clock.now(),
			retroactive: false,
			points: null,
		});
		expect(prediction?.costUsd).toBeGreaterThan(0);
		const calls = models()
			.server.calls()
			.calls.filter(({ model }) => model.includes('Llama-4-Scout'));
		expect(calls.map(({ asked }) => asked)).toContain(1);
	});

	it('stores one row when two ask at once', async () => {
		const matchId = await dueMatch();
		await fanOut(pipeline(), matchId);
		await Promise.all([ask(matchId, 'llama-4-scout'), ask(matchId, 'llama-4-scout')]);
		expect(await pipeline().db.prediction.count({ where: { matchId } })).toBe(1);
	});

	it('marks what is made at or after kick-off, and says when it was the last', async () => {
		const { db, clock } = pipeline();
		const matchId = await dueMatch();
		await fanOut(pipeline(), matchId);
		const { kickoffAt } = await db.match.findUniqueOrThrow({ where: { id: matchId } });
		const ids = (await enabledModels(db)).map(({ id }) => id);
		for (const modelId of ids.slice(0, -1)) await ask(matchId, modelId);
		clock.set(kickoffAt);
		expect(completed).toEqual([]);
		await ask(matchId, ids.at(-1) ?? '');
		expect(completed).toEqual([matchId]);
		const retroactive = await db.prediction.findMany({ where: { matchId, retroactive: true } });
		expect(retroactive.map(({ modelId }) => modelId)).toEqual(ids.slice(-1));
	});

	it('says once that it was the last when the last answers come together', async () => {
		const { db, clock } = pipeline();
		const matchId = await dueMatch();
		await fanOut(pipeline(), matchId);
		const { kickoffAt } = await db.match.findUniqueOrThrow({ where: { id: matchId } });
		clock.set(kickoffAt);
		const onRetroactiveComplete = async (id: string) => void completed.push(id);
		const call = createModelCall({ ...pipeline(), models: models().client, onRetroactiveComplete });
		const ids = (await enabledModels(db)).map(({ id }) => id);
		await Promise.all(ids.map((modelId) => call({ matchId, modelId }, AbortSignal.timeout(5_000))));
		expect(new Set(completed)).toEqual(new Set([matchId]));
		expect(completed.length).toBeLessThan(5);
	});

	it('stores nothing for a date that is being moved in the same moment', async () => {
		const { db, url } = pipeline();
		const matchId = await dueMatch();
		await fanOut(pipeline(), matchId);
		let asked: Promise<void> | undefined;
		await withConnection(url, async (client) => {
			await client.query('BEGIN');
			await client.query(`UPDATE "Match" SET "kickoffAt" = "kickoffAt" + interval '5 days' WHERE id = $1`, [
				matchId,
			]);
			asked = ask(matchId, 'llama-4-scout');
			await vi.waitFor(async () => {
				const { rows } = await client.query(
					`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
				);
				expect(rows).toHaveLength(1);
			});
			await client.query('COMMIT');
		});
		await asked;
		expect(await db.prediction.count({ where: { matchId } })).toBe(0);
	});

	it('waits for the prompt when it was queued before the stages that it needs had ended', async () => {
		const matchId = await storeMatch(pipeline(), { kickoffAt: later(START, 20 * MINUTE) });
		await expect(ask(matchId, 'llama-4-scout')).rejects.toBeInstanceOf(NotYetError);
		await makeAnalysis(pipeline().db, { matchId, now: START });
		await pipeline().db.lineup.create({ data: { matchId, fetchedAt: START, unavailableReason: 'none' } });
		await fanOut(pipeline(), matchId);
		await ask(matchId, 'llama-4-scout');
		expect(await pipeline().db.prediction.count({ where: { matchId } })).toBe(1);
	});

	it('asks nothing about a match that was put off since it was queued, and stores nothing early', async () => {
		const { db } = pipeline();
		const coming = fixture({ kickoffAt: later(START, 20 * MINUTE) });
		const [matchId = ''] = await storeFixtures(db, [coming], START);
		await makeAnalysis(db, { matchId, now: START });
		await fanOut(
			{ ...pipeline(), clock: { now: () => later(START, 5 * MINUTE), realMs: (ms) => ms } },
			matchId,
		);
		const calls = models().server.calls().calls.length;
		await storeFixtures(db, [{ ...coming, kickoffAt: later(START, 30 * HOUR) }], START);
		await ask(matchId, 'llama-4-scout');
		expect(models().server.calls().calls).toHaveLength(calls);
		expect(await db.prediction.count({ where: { matchId } })).toBe(0);
	});

	it('stores nothing for a reply without a usable score', async () => {
		const matchId = await dueMatch();
		await fanOut(pipeline(), matchId);
		await models().setFaults([{ kind: 'badJson' }]);
		await expect(ask(matchId, 'llama-4-scout')).rejects.toBeInstanceOf(TransientError);
		await models().setFaults([]);
		expect(await pipeline().db.prediction.count({ where: { matchId } })).toBe(0);
	});

	it('closes the failure of a call that succeeds after all', async () => {
		const { db, clock } = pipeline();
		const matchId = await dueMatch();
		await fanOut(pipeline(), matchId);
		const seen = { firstSeenAt: clock.now(), lastSeenAt: clock.now(), attempts: 4, fingerprint: 'no answer' };
		await db.jobFailure.create({
			data: {
				stage: 'predictions',
				matchId,
				modelId: 'llama-4-scout',
				category: 'transient',
				message: 'no answer',
				...seen,
			},
		});
		await ask(matchId, 'llama-4-scout');
		expect(await db.jobFailure.findFirst({ where: { matchId } })).toMatchObject({ resolution: 'healed' });
	});
});
