import { beforeEach, describe, expect, it } from 'vitest';
import type { ModelCallOutcome } from '../../prisma/generated/enums.ts';
import { finishedMatch } from '../../tests/failures.ts';
import { beatHearts, finishedWith, START, storeMatch, storePrediction } from '../../tests/pipeline.ts';
import { typeTouchline } from '../../tests/type-touchline.ts';
import { PASSWORD, testWeb } from '../../tests/web.ts';
import { DAY, HOUR, after as later } from '../clock.ts';
import { enabledModels } from '../pipeline/enabled-models.ts';
import { settleMatch } from '../pipeline/settlement.ts';
import { createTouchlineClient } from './client.ts';

const web = testWeb();
const models = () => createTouchlineClient({ url: web().url, password: PASSWORD }).models;
const ID = 'deepseek-r1';
const variables = { ADMIN_PASSWORD: PASSWORD };

beforeEach(async () => {
	const { db, clock } = web().pipeline;
	clock.set(START);
	await db.match.deleteMany();
	await db.modelCalls.deleteMany();
	await db.operatorAction.deleteMany();
	await db.model.updateMany({ data: { enabled: true } });
});

async function storeCalls(at: Date, outcome: ModelCallOutcome, calls: number): Promise<void> {
	await web().pipeline.db.modelCalls.create({
		data: {
			at,
			modelId: ID,
			outcome,
			calls,
			promptTokens: 100 * calls,
			costUsd: calls,
			latencyMs: 500 * calls,
		},
	});
}

const listed = async (span: 'day' | 'week' = 'day') => {
	const list = await models().list.query({ span });
	return { ...list, model: list.models.find(({ id }) => id === ID) };
};

describe('the list of models', () => {
	it('tells how the calls ended, over the time that is asked for and by quarters of days', async () => {
		await storeCalls(later(START, -HOUR), 'answered', 8);
		await storeCalls(later(START, -HOUR), 'unusable', 2);
		await storeCalls(later(START, -2 * HOUR), 'rate_limited', 5);
		await storeCalls(later(START, -3 * DAY), 'refused', 10);
		await storeCalls(later(START, -8 * DAY), 'failed', 10);
		const { model, quarters } = await listed();
		expect(model?.usage).toEqual({
			counts: { answered: 8, unusable: 2, rate_limited: 5, refused: 0, failed: 0 },
			...{ calls: 15, successPercentage: 80, meanLatencyMs: 500 },
			...{ promptTokens: 1_500, completionTokens: 0, costUsd: 15 },
		});
		expect((await listed('week')).model?.usage).toMatchObject({ calls: 25, successPercentage: 40 });
		expect(quarters).toHaveLength(28);
		expect(quarters.at(-1)).toEqual(START);
		const told = model?.health.map((counts, index) => ({ at: quarters[index], counts }));
		expect(told?.filter(({ counts }) => counts)).toEqual([
			{
				at: later(START, -3 * DAY),
				counts: { answered: 0, unusable: 0, rate_limited: 0, refused: 10, failed: 0 },
			},
			{
				at: later(START, -6 * HOUR),
				counts: { answered: 8, unusable: 2, rate_limited: 5, refused: 0, failed: 0 },
			},
		]);
	});

	it('tells what each provider may be asked, and whether anything comes of it', async () => {
		expect((await listed()).providers).toMatchObject([
			{ id: 'synthetic', limits: { stopped: 'no_worker' } },
			{ id: 'together', label: 'Together AI', limits: { stopped: 'no_worker' } },
		]);
		await beatHearts(web().pipeline);
		const { providers } = await listed();
		expect(providers.map(({ limits }) => limits?.stopped)).toEqual([null, null]);
		expect(providers.reduce((sum, { enabled }) => sum + enabled, 0)).toBe(42);
	});

	it('tells of a model that cannot be asked', async () => {
		const { db } = web().pipeline;
		const { provider } = await db.model.findUniqueOrThrow({ where: { id: ID } });
		await db.model.update({ where: { id: ID }, data: { provider: 'gone' } });
		try {
			const { model, providers } = await listed();
			expect(model?.problem).toMatch(/does not know its provider "gone"/);
			expect(providers).toContainEqual({ id: 'gone', label: 'gone', limits: null, models: 1, enabled: 1 });
			const { out } = await typeTouchline(['models', '--url', web().url], { variables });
			expect(out).toMatch(/42 of 42 models enabled/);
			expect(out).toMatch(/! DeepSeek R1.*"gone"/);
		} finally {
			await db.model.update({ where: { id: ID }, data: { provider } });
		}
	});
});

describe('turning a model off and on', () => {
	beforeEach(async () => {
		const { pipeline } = web();
		await storeMatch(pipeline, { kickoffAt: later(START, 3 * HOUR) });
		const predicted = await storeMatch(pipeline, { kickoffAt: later(START, HOUR / 3) });
		await storePrediction(pipeline, predicted, { modelId: ID, madeAt: START });
		pipeline.clock.set(later(START, -2 * DAY));
		await storeMatch(pipeline, { kickoffAt: later(START, -DAY), ...finishedWith(1, 0) });
		await storeMatch(pipeline, { kickoffAt: later(START, -DAY), status: 'postponed' });
		pipeline.clock.set(START);
	});

	it('says how many matches depend on it, does it once, and notes who did it', async () => {
		const { db } = web().pipeline;
		expect((await models().one.query({ id: ID })).demand).toEqual({ coming: 1, late: 1 });
		const off = { id: ID, enabled: false, changed: true, demand: { coming: 1, late: 1 } };
		expect(await models().setEnabled.mutate({ id: 'DeepSeek R1 (Reasoning)', enabled: false })).toMatchObject(
			off,
		);
		expect((await enabledModels(db)).map(({ id }) => id)).not.toContain(ID);
		expect(await models().setEnabled.mutate({ id: ID, enabled: false })).toMatchObject({ changed: false });
		expect(await models().setEnabled.mutate({ id: ID, enabled: true })).toMatchObject({ changed: true });
		expect(await db.operatorAction.findMany({ orderBy: { action: 'asc' } })).toMatchObject([
			{ action: 'models.disable', operatorId: expect.any(String), detail: { id: ID, coming: 1, late: 1 } },
			{ action: 'models.enable', detail: { id: ID, name: 'DeepSeek R1 (Reasoning)' } },
		]);
	});

	it('refuses a model that there is not', async () => {
		await expect(models().setEnabled.mutate({ id: 'nobody', enabled: true })).rejects.toMatchObject({
			data: { code: 'NOT_FOUND' },
			message: expect.stringMatching(/no model "nobody"/),
		});
	});

	it('works from the command line, which asks before', async () => {
		const url = ['--url', web().url];
		const refused = await typeTouchline(['models', 'disable', ID, ...url], { variables, answer: () => 'n' });
		expect(refused.out).toBe('Nothing was changed.\n');
		expect((await listed()).model?.enabled).toBe(true);
		const done = await typeTouchline(['models', 'disable', ID, '--yes', ...url], { variables });
		expect(done.out).toBe(
			'DeepSeek R1 (Reasoning) is disabled: 1 coming match will not ask it, nor will 1 match of the last 7 days that lacks it.\n',
		);
		const again = await typeTouchline(['models', 'disable', ID, ...url], { variables });
		expect(again.out).toBe('DeepSeek R1 (Reasoning) was disabled before: nothing was changed.\n');
		const unknown = await typeTouchline(['models', 'enable', 'nobody', ...url], { variables });
		expect(unknown).toMatchObject({ code: 1, err: expect.stringMatching(/no model "nobody"/) });
	});
});

describe('one model', () => {
	it('is told with its failures, its last predictions, and how it stands by competition', async () => {
		const { pipeline } = web();
		const matchId = await finishedMatch(pipeline, { predicted: true });
		await settleMatch(pipeline.db, { matchId, now: START });
		await pipeline.db.jobFailure.create({
			data: {
				...{ matchId, modelId: ID, stage: 'predictions', category: 'permanent', message: 'No key.' },
				...{ fingerprint: 'no key', attempts: 1, firstSeenAt: START, lastSeenAt: START },
			},
		});
		const told = await models().one.query({ id: ID });
		expect(told).toMatchObject({
			model: { id: ID, name: 'DeepSeek R1 (Reasoning)', enabled: true, problem: null },
			usage: null,
			failures: [{ message: 'No key.', failures: 1, lastSeenAt: START }],
			predictions: [{ matchId, points: expect.any(Number) }],
			standings: [{ competition: { id: 'en.1' }, predictions: 1, interval: null }],
		});
		await expect(models().one.query({ id: 'nobody' })).rejects.toMatchObject({ data: { code: 'NOT_FOUND' } });
	});
});
