import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ManualClock } from '../../../tests/manual-clock.ts';
import { testModels } from '../../../tests/models.ts';
import {
	endLineups,
	finishedWith,
	START,
	storeAnalysis,
	storeMatch,
	storePrediction,
	testPipeline,
} from '../../../tests/pipeline.ts';
import { startWorkers } from '../../../tests/workers.ts';
import { ensureOperator } from '../../auth/operators.ts';
import { DAY, HOUR, after as later, MINUTE } from '../../clock.ts';
import { readEnv } from '../../env.ts';
import { asOf } from '../../football/as-of.ts';
import { createSource } from '../../football/create-source.ts';
import { recordFailure } from '../failures.ts';
import { withIds } from '../match-condition.ts';
import { matchStates } from '../match-state.ts';
import { runPass } from '../passes.ts';
import { settleMatch } from '../settlement.ts';
import { advanceRuns } from './advance-runs.ts';
import { cancelRun, pauseRun, resumeRun } from './control-run.ts';
import { type BackfillSelection, backfillSelection } from './order.ts';
import { type BackfillPreview, previewBackfill } from './preview.ts';
import { readItems } from './read-items.ts';
import { type BackfillRun, readRun } from './read-run.ts';
import { startBackfill } from './start-run.ts';

const MODELS = 42;

const pipeline = testPipeline();
const realClock = new ManualClock(START);
const models = testModels();
let workers: { close(): Promise<void> } | null = null;
let operatorId: string;

beforeAll(async () => {
	await ensureOperator(pipeline().db, 'correct horse battery');
	operatorId = (await pipeline().db.operator.findFirstOrThrow()).id;
});

beforeEach(async () => {
	const { db, clock, backend } = pipeline();
	clock.set(START);
	await db.backfillRun.deleteMany();
	await db.operatorAction.deleteMany();
	await db.match.deleteMany();
	await db.model.updateMany({ data: { enabled: true } });
	await backend.clear();
	await models().forgetCalls();
	await models().setFaults([]);
	// Something to analyse from; too long ago for any backfill of these tests.
	await storeMatch(pipeline(), {
		kickoffAt: later(START, -200 * DAY),
		home: 'A',
		away: 'B',
		...finishedWith(2, 1),
	});
});

afterEach(() => stopWork());

const deps = () => ({ ...pipeline(), env: readEnv(), realClock });

async function work(): Promise<void> {
	const source = asOf(createSource({ kind: 'simulated' }), pipeline().clock);
	workers = await startWorkers(pipeline(), models().client, source);
}

async function stopWork(): Promise<void> {
	await workers?.close();
	workers = null;
}

/** Matches that were over long before Touchline heard of them: nobody but a backfill asks for them. */
async function storeHistory(
	count: number,
	overrides: Parameters<typeof storeMatch>[1] = {},
): Promise<string[]> {
	const ids: string[] = [];
	for (let index = 0; index < count; index++) {
		const kickoffAt = later(START, -2 * DAY - index * HOUR);
		ids.push(await storeMatch(pipeline(), { kickoffAt, ...finishedWith(index, 1), ...overrides }));
	}
	return ids;
}

const selection = (given: Partial<BackfillSelection> = {}) => backfillSelection.parse(given);

function preview(given?: Partial<BackfillSelection>): Promise<BackfillPreview> {
	return previewBackfill(deps(), selection(given));
}

async function start(given?: Partial<BackfillSelection>): Promise<BackfillRun> {
	const { matches, anew } = await preview(given);
	return startBackfill(deps(), { selection: selection(given), confirmed: { matches, anew }, operatorId });
}

/** Advances the runs as the scheduling worker does, until the run is as wanted. */
async function until(id: string, wanted: (run: BackfillRun) => boolean): Promise<BackfillRun> {
	return vi.waitFor(
		async () => {
			await advanceRuns(deps());
			const run = await readRun(pipeline().db, id);
			expect(wanted(run), JSON.stringify(run)).toBe(true);
			return run;
		},
		{ timeout: 15_000, interval: 30 },
	);
}

const ended = ({ endedAt }: BackfillRun) => endedAt !== null;

async function run(given?: Partial<BackfillSelection>): Promise<BackfillRun> {
	const { id } = await start(given);
	return until(id, ended);
}

/** Each model was asked once about each of so many matches, by the model server's own log. */
function expectAskedOnce(matches: number): void {
	const { total, calls } = models().server.calls();
	expect(calls.filter(({ asked }) => asked > 1)).toEqual([]);
	expect(total).toBe(matches * MODELS);
}

const predictions = (matchId: string) => pipeline().db.prediction.findMany({ where: { matchId } });

describe('a backfill', () => {
	it('gives finished matches their analysis, 42 predictions and points, once, marked as retroactive', async () => {
		const ids = await storeHistory(3);
		await work();
		const done = await run();
		expect(done).toMatchObject({
			matches: { total: 3, underWay: 0, outcomes: { done: 3, failed: 0, skipped: 0 } },
			predictions: { total: 3 * MODELS, stored: 3 * MODELS },
		});
		expectAskedOnce(3);
		for (const matchId of ids) {
			const rows = await predictions(matchId);
			expect(rows).toHaveLength(MODELS);
			expect(rows.every(({ retroactive, points }) => retroactive && points !== null)).toBe(true);
		}
		expect(await pipeline().db.settlement.count()).toBe(3);
		expect(await pipeline().db.matchAnalysis.count()).toBe(3);
		expect(await preview()).toMatchObject({ matches: 0, skippedTotal: 0 });
		await expect(start()).rejects.toThrow('There is nothing to do.');
	});

	it('asks only the models that are missing', async () => {
		const [matchId = ''] = await storeHistory(1);
		for (const modelId of ['llama-4-scout', 'deepseek-r1']) {
			await storePrediction(pipeline(), matchId, { modelId, madeAt: later(START, -DAY) });
		}
		await work();
		await run();
		expect(models().server.calls().total).toBe(MODELS - 2);
		expect(await predictions(matchId)).toHaveLength(MODELS);
	});

	it('calls nobody twice when two are started at once, beside the passes of the pipeline', async () => {
		await storeHistory(4);
		await work();
		const [first, second] = await Promise.allSettled([start({ concurrency: 2 }), start({ concurrency: 2 })]);
		const [won, lost] = first.status === 'fulfilled' ? [first, second] : [second, first];
		if (won.status !== 'fulfilled' || lost.status !== 'rejected')
			throw new Error('One starts, one is refused.');
		expect(String(lost.reason)).toContain(`Backfill ${won.value.id} has these matches already.`);
		const passes = (async () => {
			for (let pass = 0; pass < 10; pass++) await runPass(pipeline(), 'backfill');
		})();
		// Two scheduling workers, for a moment.
		const advancing = (async () => {
			for (let step = 0; step < 10; step++) await advanceRuns(deps());
		})();
		await until(won.value.id, ended);
		await Promise.all([passes, advancing]);
		expectAskedOnce(4);
	});

	it('goes on where it stopped when everything died, and lost its queues', async () => {
		await storeHistory(3);
		const { id } = await start({ concurrency: 2 });
		await advanceRuns(deps());
		await pipeline().backend.clear();
		await work();
		await until(id, ({ predictions: { stored } }) => stored > 0);
		await stopWork();
		await pipeline().backend.clear();
		await work();
		const done = await until(id, ended);
		expect(done.matches.outcomes.done).toBe(3);
		expectAskedOnce(3);
	});

	it('works on so many matches at once, the newest or the oldest first', async () => {
		const [newest = '', , oldest = ''] = await storeHistory(3);
		const first = await start({ concurrency: 1, order: 'oldest' });
		await advanceRuns(deps());
		expect((await readRun(pipeline().db, first.id)).matches.underWay).toBe(1);
		const underWay = async (id: string) =>
			(await readItems(pipeline().db, { id, limit: 5 })).items.flatMap(({ startedAt, match }) =>
				startedAt ? [match.id] : [],
			);
		expect(await underWay(first.id)).toEqual([oldest]);
		await cancelRun(deps(), { id: first.id, operatorId });
		await work();
		await until(first.id, ended);
		const second = await start({ concurrency: 1 });
		await advanceRuns(deps());
		expect(await underWay(second.id)).toEqual([newest]);
	});

	it('settles the match all the same when models refuse, and tells which', async () => {
		await storeHistory(1);
		await models().setFaults([{ kind: '404', model: 'deepseek-ai/DeepSeek-R1' }]);
		await work();
		const done = await run();
		expect(done.matches.outcomes).toEqual({ done: 0, failed: 1, skipped: 0 });
		expect(done.predictions.stored).toBe(MODELS - 1);
		const { items } = await readItems(pipeline().db, { id: done.id, limit: 10 });
		expect(items[0]).toMatchObject({
			outcome: 'failed',
			reason: expect.stringMatching(/^deepseek-r1: .*404/),
		});
		expect(await pipeline().db.settlement.count()).toBe(1);

		await models().setFaults([]);
		await models().forgetCalls();
		const again = await run({ policy: 'failed' });
		expect(again.matches.outcomes.done).toBe(1);
		expect(models().server.calls().total).toBe(1);
		expect(await pipeline().db.settlement.count()).toBe(2);
	});

	it('predicts a match that is under way, and leaves its points for full time', async () => {
		const kickoffAt = later(START, -HOUR);
		const matchId = await storeMatch(pipeline(), { kickoffAt, status: 'live', goals: { home: 1, away: 0 } });
		await work();
		const done = await run();
		expect(done.matches.outcomes.done).toBe(1);
		expect((await predictions(matchId)).every(({ points }) => points === null)).toBe(true);
		expect(await pipeline().db.settlement.count()).toBe(0);
	});

	it('leaves coming matches to their time, and void ones alone', async () => {
		const coming = await storeMatch(pipeline(), { kickoffAt: later(START, 8 * HOUR) });
		await storeMatch(pipeline(), { kickoffAt: later(START, -5 * HOUR), status: 'postponed' });
		const found = await preview({ from: later(START, -DAY), to: later(START, DAY) });
		expect(found.matches).toBe(0);
		expect(found.skipped.map(({ reason }) => reason)).toEqual([
			expect.stringContaining('not due'),
			expect.stringContaining('postponed'),
		]);
		expect(found).toMatchObject({ takenBy: null, skippedByReason: [{ matches: 1 }, { matches: 1 }] });
		await expect(start({ matchIds: [coming] })).rejects.toThrow('There is nothing to do.');
		expect(await pipeline().db.backfillRun.count()).toBe(0);
	});

	it.each([
		['turned void', { status: 'cancelled' as const }],
		['was put off', { status: 'scheduled' as const, kickoffAt: later(START, DAY) }],
	])('skips a match that %s on the way', async (_, change) => {
		const [id = ''] = await storeHistory(1);
		const started = await start();
		await advanceRuns(deps());
		await pipeline().db.match.update({ where: { id }, data: { ...change, finishedAt: null } });
		const done = await until(started.id, ended);
		expect(done.matches.outcomes).toEqual({ done: 0, failed: 0, skipped: 1 });
	});

	it('goes on without an analysis that an operator cleared', async () => {
		const [matchId = ''] = await storeHistory(1);
		const failed = { stage: 'analysis', matchId, modelId: null } as const;
		const failure = { job: 'analysis', payload: {}, permanent: true, stalled: false, attempts: 5 } as const;
		await recordFailure(pipeline().db, failed, { ...failure, error: new Error('no data') }, START);
		await pipeline().db.jobFailure.updateMany({
			data: { resolvedAt: START, resolution: 'cleared', clearedBecause: 'there is nothing' },
		});
		await work();
		const done = await run();
		expect(done).toMatchObject({ matches: { outcomes: { done: 1 } }, predictions: { stored: MODELS } });
	});

	it('asks for nothing that came from elsewhere before the turn of its match', async () => {
		const [first = '', second = ''] = await storeHistory(2);
		const { id } = await start({ concurrency: 1 });
		await advanceRuns(deps());
		for (const { id: modelId } of await pipeline().db.model.findMany()) {
			await storePrediction(pipeline(), second, { modelId, madeAt: START });
		}
		await work();
		const done = await until(id, ended);
		expect(done).toMatchObject({ matches: { outcomes: { done: 2 } }, predictions: { total: MODELS } });
		expectAskedOnce(1);
		expect(await predictions(first)).toHaveLength(MODELS);
	});

	it('asks about a match in the same words before and after it', async () => {
		const kickoffAt = later(START, -5 * DAY);
		const then = { home: 'Quarrydale FC', away: 'Eskerby Town', kickoffAt };
		await storeHistory(5, { home: 'Quarrydale FC', kickoffAt: later(START, -20 * DAY) });
		pipeline().clock.set(later(kickoffAt, -30 * MINUTE));
		const matchId = await storeMatch(pipeline(), then);
		await work();
		await runPass(pipeline(), 'sweep');
		await vi.waitFor(async () => expect(await predictions(matchId)).toHaveLength(MODELS), 10_000);
		const before = await pipeline().db.prompt.findFirstOrThrow({ where: { matchId } });

		const { sourceKey } = await pipeline().db.match.findUniqueOrThrow({ where: { id: matchId } });
		await pipeline().db.match.delete({ where: { id: matchId } });
		pipeline().clock.set(START);
		const later5 = await storeMatch(pipeline(), { ...then, sourceKey, ...finishedWith(7, 6) });
		await storeMatch(pipeline(), { ...then, kickoffAt: later(START, -3 * DAY), ...finishedWith(9, 8) });
		await run({ matchIds: [later5] });
		const after = await pipeline().db.prompt.findMany({ where: { matchId: later5 } });
		expect(after.map(({ text }) => text)).toEqual([before.text]);
	});
});

describe('a backfill, held up', () => {
	it('begins nothing while it is paused, and ends what is under way', async () => {
		await storeHistory(3);
		await work();
		const { id } = await start({ concurrency: 1 });
		await advanceRuns(deps());
		await pauseRun(deps(), { id, operatorId });
		const paused = await until(id, ({ matches }) => matches.underWay === 0);
		expect(paused).toMatchObject({ pausedBy: 'operator', endedAt: null, matches: { outcomes: { done: 1 } } });
		await advanceRuns(deps());
		expectAskedOnce(1);

		realClock.advance(10 * MINUTE);
		await resumeRun(deps(), { id, operatorId });
		const done = await until(id, ended);
		expect(done.matches.outcomes.done).toBe(3);
		expectAskedOnce(3);
		const actions = await pipeline().db.operatorAction.findMany({ orderBy: { at: 'asc' } });
		expect(actions.map(({ action }) => action).sort()).toEqual([
			'backfill.pause',
			'backfill.resume',
			'backfill.start',
		]);
	});

	it('ends although it is paused when nothing was left to begin', async () => {
		await storeHistory(1);
		await work();
		const { id } = await start();
		await advanceRuns(deps());
		await pauseRun(deps(), { id, operatorId });
		const done = await until(id, ended);
		expect(done).toMatchObject({ pausedAt: null, matches: { outcomes: { done: 1 } } });
	});

	it('ends after the matches at hand when it is cancelled', async () => {
		await storeHistory(3);
		await work();
		const { id } = await start({ concurrency: 1 });
		await advanceRuns(deps());
		await cancelRun(deps(), { id, operatorId });
		const done = await until(id, ended);
		expect(done).toMatchObject({ cancelledAt: expect.any(Date), matches: { outcomes: { done: 1 } } });
		expectAskedOnce(1);
		// What was left alone is free for another one.
		expect(await preview()).toMatchObject({ matches: 2, skippedTotal: 0 });
	});

	it('pauses before its budget is used up, and goes on with a larger one', async () => {
		const [measured = ''] = await storeHistory(4);
		await work();
		await run({ matchIds: [measured] });
		await models().forgetCalls();
		const { estimate } = await preview();
		expect(estimate.assumedModels).toEqual([]);
		const perMatch = estimate.costUsd / 3;
		const { id } = await start({ budgetUsd: perMatch * 1.5 });
		const paused = await until(id, ({ pausedAt }) => pausedAt !== null);
		expect(paused).toMatchObject({ pausedBy: 'budget', matches: { outcomes: { done: 1 } } });
		expect(paused.spentUsd).toBeGreaterThan(0);
		expect(paused.spentUsd).toBeLessThanOrEqual(perMatch * 1.5);
		expectAskedOnce(1);
		const resume = (budgetUsd?: number | null) => resumeRun(deps(), { id, operatorId, budgetUsd });
		await expect(resume()).rejects.toThrow('give a larger budget, or none');
		await expect(resume(perMatch)).rejects.toThrow('give a larger budget, or none');
		await resume(null);
		expect(await resume(1_000)).toMatchObject({ pausedAt: null, budgetUsd: 1_000 });
		expect((await until(id, ended)).matches.outcomes.done).toBe(3);
	});
});

describe('the policy "all"', () => {
	/** A finished match with a prediction on time and one too late, settled. */
	async function settledMatch(): Promise<string> {
		const kickoffAt = later(START, -2 * DAY);
		const matchId = await storeMatch(pipeline(), { kickoffAt, ...finishedWith(2, 1) });
		await storeAnalysis(pipeline(), matchId, later(kickoffAt, HOUR));
		await endLineups(pipeline(), matchId);
		await storePrediction(pipeline(), matchId, {
			modelId: 'llama-4-scout',
			madeAt: later(kickoffAt, -MINUTE),
		});
		await storePrediction(pipeline(), matchId, { modelId: 'deepseek-r1', madeAt: later(kickoffAt, MINUTE) });
		await settleMatch(pipeline().db, { matchId, now: START });
		return matchId;
	}

	it('makes retroactive predictions anew, and never one that was on time', async () => {
		const matchId = await settledMatch();
		const before = await predictions(matchId);
		const onTime = before.find(({ modelId }) => modelId === 'llama-4-scout');
		const late = before.find(({ modelId }) => modelId === 'deepseek-r1');
		expect(await preview({ policy: 'all' })).toMatchObject({
			matches: 1,
			anew: 1,
			estimate: { calls: MODELS - 1 },
		});
		await expect(
			startBackfill(deps(), {
				selection: selection({ policy: 'all' }),
				confirmed: { matches: 1, anew: 0 },
				operatorId,
			}),
		).rejects.toThrow('1 retroactive prediction would be made anew, 0 were confirmed');

		await work();
		await run({ policy: 'all' });
		const after = await predictions(matchId);
		expect(after).toHaveLength(MODELS);
		expect(after.find(({ modelId }) => modelId === 'llama-4-scout')).toMatchObject({
			id: onTime?.id,
			madeAt: onTime?.madeAt,
			reply: onTime?.reply,
		});
		expect(after.find(({ modelId }) => modelId === 'deepseek-r1')?.id).not.toBe(late?.id);
		expect(await pipeline().db.voidPrediction.findMany()).toMatchObject([
			{ id: late?.id, voidedBecause: 'made_anew', reply: late?.reply },
		]);
		// It was made after kick-off; yet a prediction on time rests on what the models knew then.
		expect(await pipeline().db.voidAnalysis.count()).toBe(0);
		expect(await pipeline().db.settlement.count({ where: { matchId } })).toBe(2);
	});

	it('makes nothing anew that was not confirmed, nor that nobody would be asked for', async () => {
		const matchId = await settledMatch();
		await work();
		const { id } = await start({ policy: 'all', concurrency: 1 });
		// Both happen while the run waits for its turn.
		await storePrediction(pipeline(), matchId, { modelId: 'deepseek-v3.1', madeAt: START });
		await pipeline().db.model.update({ where: { id: 'deepseek-r1' }, data: { enabled: false } });
		await until(id, ended);
		expect(await pipeline().db.voidPrediction.count()).toBe(0);
		expect(models().server.calls().total).toBe(MODELS - 3);
	});

	it('makes the analysis anew where no prediction was on time', async () => {
		const matchId = await settledMatch();
		await pipeline().db.prediction.deleteMany({ where: { matchId, modelId: 'llama-4-scout' } });
		await work();
		await run({ policy: 'all' });
		expect(await pipeline().db.voidAnalysis.findMany()).toMatchObject([
			{ matchId, unavailableReason: 'no earlier results' },
		]);
		const [state] = await matchStates(pipeline(), withIds([matchId]));
		expect(state?.plan.stages.analysis.is).toBe('done');
	});
});

describe('a backfill that cannot be', () => {
	it.each([
		['a match that nobody knows', { matchIds: ['unknown'] }, 'There is no match "unknown"'],
		[
			'a competition that nobody knows',
			{ competition: 'xx.9' },
			'There is no competition "xx.9"; there are: en.1.',
		],
		[
			'a budget that pays for nothing',
			{ budgetUsd: 1e-6 },
			'A budget of $0.000001 does not pay for one match',
		],
	])('%s: is refused by name, and queues nothing', async (_, given, message) => {
		await storeHistory(1);
		await expect(preview(given)).rejects.toThrow(message);
		await expect(
			startBackfill(deps(), { selection: selection(given), confirmed: { matches: 9, anew: 0 }, operatorId }),
		).rejects.toThrow(message);
		expect(await pipeline().db.backfillRun.count()).toBe(0);
	});

	it('without enabled models, is refused', async () => {
		await storeHistory(1);
		await pipeline().db.model.updateMany({ data: { enabled: false } });
		await expect(preview()).rejects.toThrow('No model is enabled');
	});

	it('is refused when more matches have gaps than were confirmed', async () => {
		await storeHistory(2);
		await expect(
			startBackfill(deps(), { selection: selection(), confirmed: { matches: 1, anew: 0 }, operatorId }),
		).rejects.toThrow('2 matches would be worked on now, 1 were confirmed');
	});
});
