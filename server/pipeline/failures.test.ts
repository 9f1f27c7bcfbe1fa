import { describe, expect, it } from 'vitest';
import { START, storeMatch, testStore } from '../../tests/pipeline.ts';
import { HOUR, after as later } from '../clock.ts';
import type { MatchJob } from '../queue/catalogue.ts';
import { PermanentError, TransientError } from '../queue/outcomes.ts';
import type { FinalFailure } from '../queue/worker.ts';
import { FAILURE_CATEGORIES } from './failures/failure.ts';
import {
	categoryOf,
	type FailedWork,
	failedWorkOf,
	healFailures,
	PredictionsMissingError,
	recordFailure,
} from './failures.ts';

const store = testStore();

const failed = (error: Error, overrides: Partial<FinalFailure<MatchJob>> = {}): FinalFailure<MatchJob> => ({
	job: 'settlement',
	payload: {},
	error,
	permanent: error instanceof PermanentError,
	stalled: false,
	attempts: 5,
	...overrides,
});

it('a failure is of every category that can be asked for, and of no other', () => {
	const stored = [
		failed(new TransientError('no connection')),
		failed(new PermanentError('bad data')),
		failed(new PredictionsMissingError('none stored', 'nobody was asked')),
		failed(new Error('died'), { stalled: true }),
	].map(categoryOf);
	expect(new Set(FAILURE_CATEGORIES)).toEqual(new Set(stored));
});

describe('recordFailure', () => {
	it('keeps one row per piece of work and counts how often it came back', async () => {
		const { db } = store();
		const work = { stage: 'settlement', matchId: await storeMatch(store()), modelId: null } as const;
		await recordFailure(db, work, failed(new TransientError('no connection')), START);
		await recordFailure(
			db,
			work,
			failed(new PredictionsMissingError('none stored', 'the prediction worker was down')),
			later(START, HOUR),
		);
		const [failure, ...others] = await db.jobFailure.findMany({ where: { matchId: work.matchId } });
		expect(others).toEqual([]);
		expect(failure).toMatchObject({
			category: 'predictions_missing',
			message: 'none stored',
			cause: 'the prediction worker was down',
			occurrences: 2,
			firstSeenAt: START,
			lastSeenAt: later(START, HOUR),
		});
	});

	it('opens again what was resolved, and starts to count anew', async () => {
		const { db } = store();
		const work = { stage: 'analysis', matchId: await storeMatch(store()), modelId: null } as const;
		await recordFailure(db, work, failed(new TransientError('no connection')), START);
		await recordFailure(db, work, failed(new TransientError('no connection')), START);
		await healFailures(db, work, later(START, HOUR));
		expect(await db.jobFailure.findFirst({ where: { matchId: work.matchId } })).toMatchObject({
			resolution: 'healed',
		});
		await recordFailure(db, work, failed(new PermanentError('bad data')), later(START, 2 * HOUR));
		expect(await db.jobFailure.findFirst({ where: { matchId: work.matchId } })).toMatchObject({
			category: 'permanent',
			occurrences: 1,
			resolvedAt: null,
			resolution: null,
		});
	});

	it('marks what comes back after it had been healed or cleared, and forgets why it was cleared', async () => {
		const { db } = store();
		const work = { stage: 'settlement', matchId: await storeMatch(store()), modelId: null } as const;
		const fail = () => recordFailure(db, work, failed(new TransientError('no connection')), START);
		const stored = () => db.jobFailure.findFirstOrThrow({ where: { matchId: work.matchId } });
		const resolve = (resolution: 'healed' | 'cleared' | 'outdated') =>
			db.jobFailure.updateMany({
				where: { matchId: work.matchId },
				data: { resolvedAt: START, resolution, clearedBecause: resolution === 'cleared' ? 'no use' : null },
			});
		await fail();
		await db.jobFailure.updateMany({ where: work, data: { retryRequestedAt: START } });
		await fail();
		expect(await stored()).toMatchObject({ occurrences: 2, regressions: 0, retryRequestedAt: null });
		await resolve('healed');
		await fail();
		expect(await stored()).toMatchObject({ occurrences: 1, regressions: 1 });
		await resolve('cleared');
		await fail();
		expect(await stored()).toMatchObject({ regressions: 2, resolution: null, clearedBecause: null });
		await resolve('outdated');
		await fail();
		expect(await stored()).toMatchObject({ occurrences: 1, regressions: 2 });
	});

	it('keeps the status that a provider refused with, when it is one', async () => {
		const { db } = store();
		const matchId = await storeMatch(store());
		const work = { stage: 'predictions', matchId, modelId: 'llama-4-scout' } as const;
		const statusKept = async (error: Error) => {
			await recordFailure(db, work, failed(error), START);
			return (await db.jobFailure.findFirstOrThrow({ where: { matchId } })).httpStatus;
		};
		expect(await statusKept(new PermanentError('refused', { httpStatus: 401 }))).toBe(401);
		expect(await statusKept(new TransientError('no answer'))).toBeNull();
		expect(await statusKept(Object.assign(new Error('odd'), { httpStatus: 1e9 }))).toBeNull();
		expect(await statusKept(Object.assign(new Error('odd'), { httpStatus: '500' }))).toBeNull();
	});

	it('gives failures of one kind one fingerprint, whatever match and model they are of', async () => {
		const { db } = store();
		const fail = async (home: string, modelId: string) => {
			const matchId = await storeMatch(store(), { home });
			const model = await db.model.findUniqueOrThrow({ where: { id: modelId } });
			const error = new PermanentError(
				`Together AI refused ${model.providerModel} with status 400. ${matchId} of ${home} fails with ${model.displayName}\0`,
			);
			await recordFailure(db, { stage: 'predictions', matchId, modelId }, failed(error), START);
			return (await db.jobFailure.findFirstOrThrow({ where: { matchId } })).fingerprint;
		};
		expect(await fail('1. FC Köln', 'deepseek-r1')).toBe(
			'Together AI refused <name> with status <n>. <name> of <name> fails with <name>',
		);
		expect(await fail('Real Sociedad', 'llama-4-scout')).toBe(await fail('(Odd) [Name', 'deepseek-v3.1'));
	});

	it('leaves out what is about a match or a model that no longer exists', async () => {
		const { db } = store();
		const matchId = await storeMatch(store());
		const record = (work: Pick<FailedWork, 'matchId' | 'modelId'>) =>
			recordFailure(db, { stage: 'predictions', ...work }, failed(new Error('no answer')), START);
		expect(await record({ matchId: 'gone', modelId: null })).toBe(false);
		expect(await record({ matchId, modelId: 'gone' })).toBe(false);
		expect(await record({ matchId, modelId: 'llama-4-scout' })).toBe(true);
		expect(await db.jobFailure.count({ where: { matchId } })).toBe(1);
	});

	it('says that the workers died when that is what happened', async () => {
		const { db } = store();
		const work = { stage: 'lineups', matchId: await storeMatch(store()), modelId: null } as const;
		await recordFailure(db, work, failed(new Error('job stalled'), { stalled: true }), START);
		expect(await db.jobFailure.findFirst({ where: { matchId: work.matchId } })).toMatchObject({
			category: 'stalled',
		});
	});
});

describe('failedWorkOf', () => {
	it('names the stage, the match and the model of a job', () => {
		const payload = { matchId: 'm1', modelId: 'llama-4-scout', provider: 'together' };
		expect(failedWorkOf(failed(new Error('no'), { job: 'model-call', payload }))).toEqual({
			stage: 'predictions',
			matchId: 'm1',
			modelId: 'llama-4-scout',
		});
		expect(failedWorkOf(failed(new Error('no'), { job: 'analysis', payload: { matchId: 'm1' } }))).toEqual({
			stage: 'analysis',
			matchId: 'm1',
			modelId: null,
		});
	});
});
