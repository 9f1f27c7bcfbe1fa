import { beforeEach, expect, it } from 'vitest';
import { testModels } from '../../tests/models.ts';
import { endLineups, START, storeAnalysis, storeMatch, testPipeline } from '../../tests/pipeline.ts';
import { after as later, MINUTE, SECOND } from '../clock.ts';
import { fanOut } from './fan-out.ts';
import { createModelCall } from './model-call.ts';
import { createModelCallsTally } from './model-calls-tally.ts';

const pipeline = testPipeline();
const models = testModels();

const MODEL = 'llama-4-scout';
const ANSWER = { promptTokens: 100, completionTokens: 10, costUsd: 0.5, latencyMs: 200 };

beforeEach(async () => {
	pipeline().clock.set(START);
	await pipeline().db.modelCalls.deleteMany();
	await models().setFaults([]);
});

const stored = () =>
	pipeline().db.modelCalls.findMany({ orderBy: [{ at: 'asc' }, { modelId: 'asc' }, { outcome: 'asc' }] });

async function dueMatch(): Promise<string> {
	const matchId = await storeMatch(pipeline(), { kickoffAt: later(START, 30 * MINUTE) });
	await storeAnalysis(pipeline(), matchId, START);
	await endLineups(pipeline(), matchId);
	await fanOut(pipeline(), matchId);
	return matchId;
}

/** Asks one model about a match of its own. */
async function ask({ modelId = MODEL, within = 5_000 } = {}): Promise<void> {
	const matchId = await dueMatch();
	const call = createModelCall({
		...pipeline(),
		models: models().client,
		onRetroactiveComplete: async () => undefined,
	});
	await call({ matchId, modelId }, AbortSignal.timeout(within));
}

it('counts an answer with what it took', async () => {
	await ask();
	await pipeline().modelCalls.store();
	const prediction = await pipeline().db.prediction.findFirstOrThrow({ where: { modelId: MODEL } });
	expect(await stored()).toEqual([
		{
			at: START,
			modelId: MODEL,
			outcome: 'answered',
			calls: 1,
			promptTokens: BigInt(prediction.promptTokens ?? 0),
			completionTokens: BigInt(prediction.completionTokens ?? 0),
			costUsd: prediction.costUsd,
			latencyMs: BigInt(prediction.latencyMs),
		},
	]);
	expect(prediction.promptTokens).toBeGreaterThan(0);
});

it.each([
	['badJson', 'unusable'],
	['429', 'rate_limited'],
	['404', 'refused'],
	['500', 'failed'],
	['reset', 'failed'],
] as const)('counts what ends with %s as %s', async (kind, outcome) => {
	await models().setFaults([{ kind }]);
	await expect(ask()).rejects.toThrow();
	await pipeline().modelCalls.store();
	const [call, ...others] = await stored();
	expect(others).toEqual([]);
	expect(call).toMatchObject({ modelId: MODEL, outcome, calls: 1 });
	const paidFor = outcome === 'unusable';
	expect(call?.costUsd !== 0).toBe(paidFor);
	expect(call?.completionTokens !== 0n).toBe(paidFor);
});

it('counts the time of a call that hung until it was given up', async () => {
	await models().setFaults([{ kind: 'hang' }]);
	await expect(ask({ within: 60 })).rejects.toThrow();
	await pipeline().modelCalls.store();
	const [call] = await stored();
	expect(call).toMatchObject({ outcome: 'failed', calls: 1 });
	expect(Number(call?.latencyMs)).toBeGreaterThan(0);
});

it('counts a call that its fallback answered for the model that was to be asked, once', async () => {
	const { db } = pipeline();
	const { id, providerModel } = await db.model.findFirstOrThrow({ where: { fallbackId: { not: null } } });
	await models().setFaults([{ kind: '404', model: providerModel }]);
	await ask({ modelId: id });
	await pipeline().modelCalls.store();
	expect(await stored()).toMatchObject([{ modelId: id, outcome: 'answered', calls: 1 }]);
});

it('adds up what several processes counted, by the minute of the pipeline', async () => {
	const { db, clock } = pipeline();
	const [one, other] = [createModelCallsTally(db, clock), createModelCallsTally(db, clock)];
	const answer = async () => ANSWER;
	clock.advance(59 * SECOND);
	await one.counted(MODEL, answer);
	await one.counted(MODEL, answer);
	await other.counted(MODEL, answer);
	clock.advance(SECOND);
	await other.counted(MODEL, answer);
	await Promise.all([one.store(), other.store()]);
	await one.store();
	expect(await stored()).toMatchObject([
		{ at: START, calls: 3, promptTokens: 300n, completionTokens: 30n, costUsd: 1.5, latencyMs: 600n },
		{ at: later(START, MINUTE), calls: 1, costUsd: 0.5 },
	]);
});

it('keeps what could not be stored, and stores it once', async () => {
	const { db, clock } = pipeline();
	const tally = createModelCallsTally(db, clock);
	await tally.counted(MODEL, async () => ANSWER);
	await db.$executeRaw`ALTER TABLE "ModelCalls" RENAME TO "Away"`;
	await expect(tally.store()).rejects.toThrow();
	await tally.counted(MODEL, async () => ANSWER);
	await db.$executeRaw`ALTER TABLE "Away" RENAME TO "ModelCalls"`;
	await tally.store();
	await tally.store();
	expect(await stored()).toMatchObject([{ calls: 2, costUsd: 1 }]);
});

it('leaves out a model that is no longer stored', async () => {
	const { db, clock } = pipeline();
	const tally = createModelCallsTally(db, clock);
	await tally.counted('gone', async () => ANSWER);
	await tally.counted(MODEL, async () => ANSWER);
	await tally.store();
	expect(await stored()).toMatchObject([{ modelId: MODEL }]);
});
