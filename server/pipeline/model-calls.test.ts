import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { testModels } from '../../tests/models.ts';
import { endLineups, finishedWith, START, storeMatch, testPipeline } from '../../tests/pipeline.ts';
import { DAY, HOUR, after as later, MINUTE } from '../clock.ts';
import { PROVIDER_IDS } from '../models/providers.ts';
import { modelCallQueue, newJob } from '../queue/catalogue.ts';
import { type RunningWorker, startWorker } from '../queue/worker.ts';
import { makeAnalysis } from './analysis.ts';
import { enabledModels } from './enabled-models.ts';
import { askAgain } from './failures/ask-again.ts';
import { openOnes } from './failures/failure-condition.ts';
import { failedWorkOf, recordFailure } from './failures.ts';
import { fanOut } from './fan-out.ts';
import { gapsOf } from './gaps.ts';
import { withIds } from './match-condition.ts';
import { matchStates } from './match-state.ts';
import { createModelCall } from './model-call.ts';
import { runPass } from './passes.ts';
import { reconcileMatches } from './reconcile.ts';

const pipeline = testPipeline();
const models = testModels();
const running: RunningWorker[] = [];

beforeEach(async () => {
	pipeline().clock.set(START);
	await pipeline().db.match.deleteMany();
	await pipeline().backend.clear();
	await models().forgetCalls();
	await models().setFaults([]);
});

afterEach(async () => {
	for (const worker of running.splice(0)) await worker.close();
});

/** The prediction worker, as its process runs it. A minute of backoff takes 10 ms. */
async function work(concurrency = 20): Promise<void> {
	const { db, feed } = pipeline();
	const clock = { now: () => pipeline().clock.now(), realMs: (ms: number) => Math.max(0, ms / 6_000) };
	const deps = { ...pipeline(), clock };
	const handlers = {
		predictions: ({ matchId }: { matchId: string }) => fanOut(deps, matchId),
		'model-call': createModelCall({
			db,
			clock,
			models: models().client,
			feed,
			modelCalls: pipeline().modelCalls,
			onRetroactiveComplete: async () => undefined,
		}),
	};
	for (const queue of ['predictions', ...PROVIDER_IDS.map(modelCallQueue)]) {
		const worker = startWorker(queue, handlers, {
			...deps,
			concurrency,
			onFinalFailure: async (failure) => {
				await recordFailure(db, failedWorkOf(failure), failure, clock.now());
			},
		});
		running.push(worker);
		await worker.ready();
	}
}

async function dueMatch(): Promise<string> {
	const { db } = pipeline();
	await storeMatch(pipeline(), { kickoffAt: later(START, -100 * HOUR) });
	const matchId = await storeMatch(pipeline(), { kickoffAt: later(START, 30 * MINUTE) });
	await makeAnalysis(db, { matchId, now: START });
	await endLineups(pipeline(), matchId);
	return matchId;
}

const stored = (matchId: string) => pipeline().db.prediction.count({ where: { matchId } });
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 50 });

describe('the 42 models of a match', () => {
	it('are asked once each, although every path asks for them', async () => {
		const { db, queues } = pipeline();
		const matchId = await dueMatch();
		await runPass(pipeline(), 'startup');
		await runPass(pipeline(), 'sweep');
		await fanOut(pipeline(), matchId);
		const calls = (await enabledModels(db)).map(({ id, provider }) =>
			newJob('model-call', { matchId, modelId: id, provider }),
		);
		await queues.add(calls);
		await work();
		await reconcileMatches(pipeline(), [matchId]);
		await until(async () => expect(await stored(matchId)).toBe(42));
		await runPass(pipeline(), 'backfill');
		await queues.add(calls);
		await until(async () => expect((await queues.inspect(calls)).size).toBe(0));
		expect(models().server.calls().calls).toHaveLength(42);
	});

	it('answer for a match that is to kick off before they do for one that is over', async () => {
		const late = await storeMatch(pipeline(), { kickoffAt: later(START, -DAY), ...finishedWith(2, 1) });
		await makeAnalysis(pipeline().db, { matchId: late, now: START });
		await endLineups(pipeline(), late);
		const coming = await dueMatch();
		await fanOut(pipeline(), late);
		await fanOut(pipeline(), coming);
		await work(1);
		await until(async () => expect(await stored(late)).toBe(42));
		const asked = models().server.calls().calls;
		for (const provider of PROVIDER_IDS) {
			const models = await pipeline().db.model.findMany({ where: { provider } });
			const names = new Set(models.map(({ providerModel }) => providerModel));
			const hashes = asked.filter(({ model }) => names.has(model)).map(({ promptHash }) => promptHash);
			// One change: all calls about the one match, then all about the other.
			expect(hashes.filter((hash, index) => index > 0 && hash !== hashes[index - 1])).toHaveLength(1);
		}
	});

	it('may all refuse: that is 42 failures and a gap, and mended by a later sweep', async () => {
		const { db, clock } = pipeline();
		const matchId = await dueMatch();
		await models().setFaults([{ kind: '500' }]);
		await work();
		await runPass(pipeline(), 'sweep');
		await until(async () =>
			expect(await db.jobFailure.count({ where: { matchId, resolvedAt: null } })).toBe(42),
		);
		expect(await stored(matchId)).toBe(0);
		// The last job leaves its queue a moment after its failure was stored.
		await until(async () => {
			const [state] = await matchStates(pipeline(), withIds([matchId]));
			expect(state?.plan.stages.predictions).toMatchObject({ is: 'retrying', inQueue: false });
			expect(state && gapsOf(state.plan)).toMatchObject([{ stage: 'predictions' }]);
		});

		await models().setFaults([]);
		expect((await runPass(pipeline(), 'sweep')).revived).toBe(0);
		clock.set(later(START, 3 * MINUTE));
		expect((await runPass(pipeline(), 'sweep')).revived).toBe(1);
		await until(async () => expect(await stored(matchId)).toBe(42));
		await until(async () =>
			expect(await db.jobFailure.count({ where: { matchId, resolvedAt: null } })).toBe(0),
		);
	});

	it('are left to the operator when they have refused too often, and asked again at once', async () => {
		const { db } = pipeline();
		const matchId = await dueMatch();
		const [model] = await enabledModels(db);
		const failure = { matchId, modelId: model?.id, stage: 'predictions', category: 'transient' } as const;
		const told = { message: 'down', fingerprint: 'down', attempts: 4, occurrences: 6 };
		const { id } = await db.jobFailure.create({
			data: { ...failure, ...told, firstSeenAt: START, lastSeenAt: START },
		});
		await work();
		await runPass(pipeline(), 'sweep');
		await until(async () => expect(await stored(matchId)).toBe(41));
		await askAgain(db, { failures: openOnes([id]), matchIds: [matchId] }, START);
		await reconcileMatches(pipeline(), [matchId]);
		await until(async () => expect(await stored(matchId)).toBe(42));
	});
});
