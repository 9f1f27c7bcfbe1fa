import { beforeAll, describe, expect, it } from 'vitest';
import { actDeps, finishedMatch, operatorId, settlementJob, storeFailure } from '../../../tests/failures.ts';
import { START, storeMatch, testPipeline } from '../../../tests/pipeline.ts';
import { queuedFor } from '../../../tests/queued.ts';
import { HOUR, after as later, MINUTE } from '../../clock.ts';
import { newJob } from '../../queue/catalogue.ts';
import { recordFailure } from '../failures.ts';
import { investigate } from '../investigation/investigate.ts';
import { runPass } from '../passes.ts';
import { createSettlementJob } from '../settlement-job.ts';
import { actOnGroup, actOnMatching, actOnNamed } from './act-on-failures.ts';
import { actionResults } from './action-results.ts';
import { failureFilter } from './failure-filter.ts';
import { readAction, recentActions } from './read-action.ts';

const pipeline = testPipeline();
let deps: Awaited<ReturnType<typeof actDeps>>;
let operator: string;

beforeAll(async () => {
	deps = await actDeps(pipeline());
	operator = await operatorId(pipeline());
});

const retry = (ids: string[]) => actOnNamed(deps, { ids, work: { kind: 'retry' }, operatorId: operator });
const clear = (ids: string[], reason = 'the club withdrew') =>
	actOnNamed(deps, { ids, work: { kind: 'clear', reason }, operatorId: operator });
const stored = (id: string) => pipeline().db.jobFailure.findUniqueOrThrow({ where: { id } });
const now = () => pipeline().clock.now();
const failAgain = (matchId: string) =>
	recordFailure(
		pipeline().db,
		{ stage: 'settlement', matchId, modelId: null },
		{
			...{ job: 'settlement', payload: { matchId }, error: new Error('again'), permanent: true },
			...{ stalled: false, attempts: 5 },
		},
		now(),
	);

describe('retry', () => {
	it('queues the work under its own id, says what it did, and tells what became of it', async () => {
		const matchId = await finishedMatch(pipeline(), { predicted: true, home: 'Ajax', away: 'Genk' });
		const id = await storeFailure(pipeline(), { matchId });
		const { action, results } = await retry([id]);
		expect(results).toMatchObject([
			{
				...{
					failureId: id,
					stage: 'settlement',
					match: { id: matchId, home: 'Ajax', away: 'Genk' },
					model: null,
				},
				...{ outcome: 'queued', reason: null, since: 'under way', next: { stage: 'settlement' } },
			},
		]);
		expect(action).toMatchObject({
			...{ kind: 'retry', reason: null, operator: 'admin', total: 1, cancelledAt: null },
			outcomes: { queued: 1, cleared: 0, not_open: 0, refused: 0 },
			since: { done: 0, failedAgain: 0, underWay: 1 },
		});
		expect(action.endedAt).not.toBeNull();
		expect(await settlementJob(pipeline(), matchId)).toBe('waiting');
		expect(await stored(id)).toMatchObject({ retryRequestedAt: now(), resolvedAt: null, occurrences: 1 });

		await failAgain(matchId);
		expect(await readAction(deps.db, action.id)).toMatchObject({
			since: { done: 0, failedAgain: 1, underWay: 0 },
		});
		expect(await stored(id)).toMatchObject({ occurrences: 2, regressions: 0 });

		await createSettlementJob(pipeline())(matchId);
		expect(await stored(id)).toMatchObject({ resolution: 'healed' });
		const [result] = (await actionResults(deps.db, { id: action.id, limit: 1 })).results;
		expect(result?.since).toBe('done');
	});

	it('counts what somebody else cleared, or a moved kick-off made outdated, as closed and not as done', async () => {
		const matches = [await finishedMatch(pipeline()), await finishedMatch(pipeline())];
		const ids = await Promise.all(matches.map((matchId) => storeFailure(pipeline(), { matchId })));
		const { action } = await retry(ids);
		await clear(ids.slice(0, 1));
		await pipeline().db.jobFailure.update({
			where: { id: ids[1] },
			data: { resolvedAt: now(), resolution: 'outdated' },
		});
		expect((await readAction(deps.db, action.id)).since).toEqual({
			...{ done: 0, failedAgain: 0, closedMeanwhile: 2, underWay: 0 },
		});
		const { results } = await actionResults(deps.db, { id: action.id, limit: 2 });
		expect(results.map(({ since }) => since)).toEqual(['closed meanwhile', 'closed meanwhile']);
	});

	it('is counted once and for all when nothing of it is under way any more', async () => {
		const matchId = await finishedMatch(pipeline(), { predicted: true });
		const { action } = await retry([await storeFailure(pipeline(), { matchId })]);
		const kept = async () =>
			(await deps.db.failureAction.findUniqueOrThrow({ where: { id: action.id } })).finalCounts;
		expect(await kept()).toBeNull();
		await createSettlementJob(pipeline())(matchId);
		const ended = await readAction(deps.db, action.id);
		expect(ended.since).toMatchObject({ done: 1, underWay: 0 });
		expect(await kept()).not.toBeNull();
		await deps.db.failureActionItem.deleteMany({ where: { actionId: action.id } });
		expect(await readAction(deps.db, action.id)).toEqual(ended);
		expect(await recentActions(deps.db)).toContainEqual(ended);
	});

	it('asks for the missing predictions of a match first, the ones that failed for good included', async () => {
		const matchId = await finishedMatch(pipeline());
		const id = await storeFailure(pipeline(), { matchId, category: 'predictions_missing' });
		for (const { id: modelId } of await pipeline().db.model.findMany()) {
			await storeFailure(pipeline(), { matchId, modelId, stage: 'predictions' });
		}
		const { results } = await retry([id]);
		expect(results).toMatchObject([{ outcome: 'queued', next: { stage: 'predictions' } }]);
		expect(await queuedFor(pipeline(), matchId)).toEqual(['predictions waiting']);
		expect(
			await pipeline().db.jobFailure.count({ where: { matchId, retryRequestedAt: now(), resolvedAt: null } }),
		).toBe(43);
	});

	it('ends the pause of the analysis that the predictions of the match wait for', async () => {
		const { db } = pipeline();
		const matchId = await finishedMatch(pipeline());
		await db.matchAnalysis.delete({ where: { matchId } });
		const transient = { category: 'transient' as const, lastSeenAt: now(), occurrences: 5 };
		await storeFailure(pipeline(), { matchId, stage: 'analysis', ...transient });
		const id = await storeFailure(pipeline(), { matchId, category: 'predictions_missing' });
		expect((await retry([id])).results).toMatchObject([{ outcome: 'queued', next: { stage: 'analysis' } }]);
		expect(await queuedFor(pipeline(), matchId)).toEqual(['analysis waiting']);
	});

	it('takes the place of a dead job that occupies the id', async () => {
		const matchId = await finishedMatch(pipeline(), { predicted: true });
		const id = await storeFailure(pipeline(), { matchId });
		await leaveDeadJob(matchId);
		expect(await settlementJob(pipeline(), matchId)).toBe('ended');
		await retry([id]);
		expect(await settlementJob(pipeline(), matchId)).toBe('waiting');
	});

	it('of 43 failures leaves 43 and one job each, twice in a row and twice at once', async () => {
		const matches: string[] = [];
		for (let match = 0; match < 43; match++) matches.push(await finishedMatch(pipeline()));
		const ids = await Promise.all(matches.map((matchId) => storeFailure(pipeline(), { matchId })));
		const before = await pipeline().db.jobFailure.count();
		const [first, second] = await Promise.all([retry(ids), retry(ids)]);
		const third = await retry(ids);
		for (const { action, results } of [first, second, third]) {
			expect(action.outcomes).toEqual({ queued: 43, cleared: 0, not_open: 0, refused: 0 });
			expect(results).toHaveLength(43);
		}
		expect(await pipeline().db.jobFailure.count()).toBe(before);
		for (const matchId of matches) {
			expect(await queuedFor(pipeline(), matchId)).toEqual(['predictions waiting']);
		}
	});

	it('refuses what cannot be done for its reason, while the others proceed', async () => {
		const coming = await storeMatch(pipeline(), { kickoffAt: later(START, 24 * HOUR) });
		const void_ = await storeMatch(pipeline(), { kickoffAt: later(START, 24 * HOUR), status: 'postponed' });
		const settled = await finishedMatch(pipeline(), { predicted: true });
		await createSettlementJob(pipeline())(settled);
		const predicted = await finishedMatch(pipeline(), { predicted: true });
		const doubted = await finishedMatch(pipeline(), { predicted: true, goals: [31, 0] });
		const disabled = await disabledModel('retired');
		const call = { matchId: predicted, stage: 'predictions' } as const;
		const failures = {
			scheduled: await storeFailure(pipeline(), { matchId: coming }),
			void_: await storeFailure(pipeline(), { matchId: void_, stage: 'analysis' }),
			live: await storeFailure(pipeline(), { matchId: coming, stage: 'live' }),
			settled: await storeFailure(pipeline(), { matchId: settled }),
			answered: await storeFailure(pipeline(), { ...call, modelId: 'llama-4-scout' }),
			disabled: await storeFailure(pipeline(), { ...call, modelId: disabled }),
			owed: await storeFailure(pipeline(), { matchId: predicted }),
			doubted: await storeFailure(pipeline(), { matchId: doubted }),
		};
		const { action, results } = await retry([...Object.values(failures), 'unknown']);
		const result = (id: string) => {
			const { outcome, reason } = results.find(({ failureId }) => failureId === id) ?? {};
			return reason ? `${outcome}: ${reason}` : outcome;
		};
		expect(action.total).toBe(8);
		expect(result(failures.scheduled)).toBe(
			'refused: the match is scheduled: it is settled when it has finished',
		);
		expect(result(failures.void_)).toBe('refused: the match is postponed: nothing of it is left to do');
		expect(result(failures.live)).toMatch(/^refused: a match is followed without a job/);
		expect(result(failures.settled)).toBe('not_open');
		expect(result(failures.answered)).toBe('not_open');
		expect(result(failures.disabled)).toBe('refused: the model is not enabled');
		expect(result(failures.owed)).toBe('queued');
		expect(result(failures.doubted)).toMatch(
			/^refused: its result of 31-0 is hard to believe: the source is asked once more/,
		);
		expect(await settlementJob(pipeline(), doubted)).toBeNull();
		expect(await stored(failures.settled)).toMatchObject({ resolution: 'healed' });
		expect(await stored(failures.answered)).toMatchObject({ resolution: 'healed' });
		expect(await stored(failures.scheduled)).toMatchObject({ retryRequestedAt: null, resolvedAt: null });
	});

	it('does nothing for what is not open', async () => {
		const matchId = await finishedMatch(pipeline(), { predicted: true });
		const id = await storeFailure(pipeline(), { matchId });
		await clear([id]);
		const { action, results } = await retry([id]);
		expect(results).toMatchObject([{ outcome: 'not_open', since: null }]);
		expect(action.outcomes.not_open).toBe(1);
		expect(await settlementJob(pipeline(), matchId)).toBeNull();
	});

	it.each([['retry', retry] as const, ['clear', (ids: string[]) => clear(ids)] as const])(
		'(%s) refuses ids that no failure has, while the others proceed',
		async (_, act) => {
			const id = await storeFailure(pipeline(), { matchId: await finishedMatch(pipeline()) });
			const unknown = { outcome: 'refused', match: null, reason: 'there is no failure with this id' };
			expect(await act(['nope', id])).toMatchObject({
				action: { total: 1 },
				results: [
					{ failureId: id, reason: null },
					{ failureId: 'nope', ...unknown },
				],
			});
			expect(await act(['nope'])).toMatchObject({ action: { total: 0 }, results: [unknown] });
		},
	);

	it('is audited once, with what was chosen', async () => {
		const matchId = await finishedMatch(pipeline(), { predicted: true });
		const id = await storeFailure(pipeline(), { matchId });
		const { action } = await retry([id, id]);
		const lines = await pipeline().db.operatorAction.findMany({
			where: { detail: { path: ['action'], equals: action.id } },
		});
		expect(lines).toMatchObject([
			{ action: 'failures.retry', operatorId: operator, detail: { failures: 1, ids: [id] } },
		]);
	});
});

/** Leaves a failed job in a queue, as another program might. */
async function leaveFailed(name: string, queueName: string, payload: unknown, reason: string): Promise<void> {
	const { backend } = pipeline();
	const queue = backend.queue(queueName);
	await queue.waitUntilReady();
	await queue.add(name, payload, { jobId: `left-${reason}`, attempts: 1 });
	const worker = backend.worker(queueName, () => Promise.reject(new Error(reason)), { concurrency: 1 });
	await new Promise((resolve) => worker.on('failed', resolve));
	await worker.close();
	await queue.close();
}

/** @param provider as it is stored: it need not be known any more */
async function disabledModel(id: string, provider = 'together'): Promise<string> {
	const names = { id, provider, providerModel: id, displayName: id, tier: 'budget' as const };
	const prices = { usdPerMillionPromptTokens: 1, usdPerMillionCompletionTokens: 1 };
	await pipeline().db.model.create({ data: { ...names, ...prices, reasoning: false, enabled: false } });
	return id;
}

/** A job that failed and stays, as another program's settings may leave it. */
async function leaveDeadJob(matchId: string): Promise<void> {
	const { backend } = pipeline();
	await backend.clear();
	const job = newJob('settlement', { matchId });
	const queue = backend.queue(job.queue);
	await queue.waitUntilReady();
	await queue.add(job.name, job.payload, { jobId: job.id });
	const worker = backend.worker(job.queue, () => Promise.reject(new Error('dead')), { concurrency: 1 });
	await new Promise<void>((resolve) => {
		worker.on('failed', (failed) => {
			if (failed?.id === job.id) resolve();
		});
	});
	await worker.close();
	await queue.close();
}

describe('clear', () => {
	it('closes failures for a reason, and nothing tries them again by itself', async () => {
		const matchId = await finishedMatch(pipeline());
		const id = await storeFailure(pipeline(), { matchId, category: 'transient' });
		pipeline().clock.advance(3 * HOUR);
		const { action, results } = await clear([id]);
		expect(action).toMatchObject({ kind: 'clear', reason: 'the club withdrew', outcomes: { cleared: 1 } });
		expect(results).toMatchObject([{ outcome: 'cleared', since: null }]);
		expect(await stored(id)).toMatchObject({
			...{ resolvedAt: now(), resolution: 'cleared', clearedBecause: 'the club withdrew' },
		});
		pipeline().clock.advance(3 * HOUR);
		await runPass(pipeline(), 'sweep');
		expect(await settlementJob(pipeline(), matchId)).toBeNull();
		expect((await clear([id])).results).toMatchObject([{ outcome: 'not_open' }]);
	});

	it('takes a try that waits in the queue away', async () => {
		const matchId = await finishedMatch(pipeline(), { predicted: true });
		const id = await storeFailure(pipeline(), { matchId });
		await retry([id]);
		expect(await settlementJob(pipeline(), matchId)).toBe('waiting');
		await clear([id]);
		expect(await settlementJob(pipeline(), matchId)).toBeNull();
		expect(await stored(id)).toMatchObject({ resolution: 'cleared', retryRequestedAt: null });
	});

	it('closes the call to a provider that is unknown by now, among others', async () => {
		const matchId = await finishedMatch(pipeline(), { predicted: true });
		const modelId = await disabledModel('orphan', 'bygone');
		const ids = [
			await storeFailure(pipeline(), { matchId }),
			await storeFailure(pipeline(), { matchId, stage: 'predictions', modelId }),
		];
		expect((await clear(ids)).action).toMatchObject({ total: 2, outcomes: { cleared: 2 } });
	});

	it('of one failure twice at once clears it once', async () => {
		const id = await storeFailure(pipeline(), { matchId: await finishedMatch(pipeline()) });
		const both = await Promise.all([clear([id], 'one'), clear([id], 'other')]);
		const outcomes = both.map(({ results }) => results[0]?.outcome);
		expect(outcomes.toSorted()).toEqual(['cleared', 'not_open']);
		const winner = both[outcomes.indexOf('cleared')];
		expect((await stored(id)).clearedBecause).toBe(winner?.action.reason);
	});
});

describe('all that match', () => {
	const matching = (search: string) => failureFilter.parse({ stage: 'settlement', search });
	const order = () => ({ work: { kind: 'retry' } as const, operatorId: operator });

	it('are retried in the background, and refused when they are more than were confirmed', async () => {
		for (let match = 0; match < 3; match++) {
			await storeFailure(pipeline(), {
				...{ matchId: await finishedMatch(pipeline(), { predicted: true }), message: 'matching' },
			});
		}
		const filter = matching('matching');
		deps.realClock.advance(MINUTE);
		await expect(actOnMatching(deps, { ...order(), filter, confirmed: 2 })).rejects.toMatchObject({
			code: 'conflict',
			message: expect.stringMatching(/^3 failures would be touched now, 2 were confirmed/),
		});
		const started = await actOnMatching(deps, { ...order(), filter, confirmed: 5 });
		expect(started).toMatchObject({ total: 3, selection: 'open settlement failures about “matching”' });
		await deps.failureActions.run(started.id);
		expect(await readAction(deps.db, started.id)).toMatchObject({
			outcomes: { queued: 3, cleared: 0, not_open: 0, refused: 0 },
		});
		expect((await recentActions(deps.db))[0]?.id).toBe(started.id);
		await expect(
			actOnMatching(deps, { ...order(), filter: failureFilter.parse({ status: 'resolved' }), confirmed: 5 }),
		).rejects.toThrow('Only open failures');
	});

	it('leave no action behind when they are refused or none', async () => {
		const actions = await deps.db.failureAction.count();
		const filter = matching('matching');
		await expect(actOnMatching(deps, { ...order(), filter, confirmed: 0 })).rejects.toThrow('confirm');
		expect(await deps.db.failureAction.count()).toBe(actions);
		const none = await actOnMatching(deps, {
			...order(),
			filter: matching('nothing has this'),
			confirmed: 0,
		});
		await deps.failureActions.run(none.id);
		const ended = await readAction(deps.db, none.id);
		expect(ended).toMatchObject({ total: 0, outcomes: { queued: 0 } });
		expect(ended.endedAt).not.toBeNull();
	});

	it.each([
		['without a match', () => Promise.resolve('gone'), 'llama-4-scout'],
		['without a model', () => finishedMatch(pipeline()), 'gone'],
	])(
		'of a group take a failed job %s out of its queue, when as many were confirmed',
		async (reason, match, modelId) => {
			const { queues, backend, db } = pipeline();
			await backend.clear();
			const payload = { matchId: await match(), modelId, provider: 'together' };
			await leaveFailed('model-call', 'model-calls-together', payload, reason);
			const { groups } = await investigate(deps, { lookBack: 10 * MINUTE });
			const group = groups.find(({ message }) => message === reason)?.id ?? '';
			const chosen = { operatorId: operator, group, sinceDays: 1 };
			const clearing = { ...chosen, work: { kind: 'clear', reason: 'no use' } as const };
			const before = await db.failureAction.count();

			await expect(actOnGroup(deps, { ...chosen, work: { kind: 'retry' }, confirmed: 1 })).rejects.toThrow(
				/can only be cleared/,
			);
			await expect(actOnGroup(deps, { ...clearing, confirmed: 0 })).rejects.toMatchObject({
				code: 'conflict',
			});
			expect(await queues.failed(10)).toHaveLength(1);
			expect(await db.failureAction.count()).toBe(before);

			const { id, ...action } = await actOnGroup(deps, { ...clearing, confirmed: 1 });
			expect(action).toMatchObject({ total: 0, jobsTakenAway: 1 });
			expect(await queues.failed(10)).toEqual([]);
			const [line] = await db.operatorAction.findMany({
				where: { detail: { path: ['action'], equals: id } },
			});
			expect(line).toMatchObject({ action: 'failures.clear', detail: { failures: 0, jobsTakenAway: 1 } });
			await deps.failureActions.run(id);
		},
	);

	it('of a group of the investigation are retried, as the group is now', async () => {
		const seen = { lastSeenAt: now(), firstSeenAt: now(), fingerprint: 'of a group of its own' };
		const matches = [
			await finishedMatch(pipeline(), { predicted: true }),
			await finishedMatch(pipeline(), { predicted: true }),
		];
		for (const matchId of matches) await storeFailure(pipeline(), { matchId, ...seen });
		const { groups } = await investigate(deps, { lookBack: 10 * MINUTE });
		const group = groups.find(({ fingerprint }) => fingerprint === seen.fingerprint);
		const chosen = { ...order(), group: group?.id ?? '', sinceDays: 1 };
		expect(group).toMatchObject({ failures: 2 });
		await expect(actOnGroup(deps, { ...chosen, confirmed: 1 })).rejects.toMatchObject({ code: 'conflict' });
		const { id } = await actOnGroup(deps, { ...chosen, confirmed: 2 });
		await deps.failureActions.run(id);
		expect(await readAction(deps.db, id)).toMatchObject({ outcomes: { queued: 2 } });
		for (const matchId of matches) expect(await settlementJob(pipeline(), matchId)).toBe('waiting');
		await expect(actOnGroup(deps, { ...chosen, group: 'gone', confirmed: 1 })).rejects.toMatchObject({
			code: 'not-found',
		});
	});
});
