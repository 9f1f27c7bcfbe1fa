import { describe, expect, it } from 'vitest';
import { START, storeMatch, testPipeline } from '../../tests/pipeline.ts';
import { HOUR, after as later } from '../clock.ts';
import { PermanentError, TransientError } from '../queue/outcomes.ts';
import type { FinalFailure } from '../queue/worker.ts';
import {
	type FailedWork,
	failedWorkOf,
	healFailures,
	PredictionsMissingError,
	recordFailure,
	requestRetry,
} from './failures.ts';
import { fingerprint } from './fingerprint.ts';

const pipeline = testPipeline();

const failed = (error: Error, overrides: Partial<FinalFailure> = {}): FinalFailure => ({
	job: 'settlement',
	payload: {},
	error,
	permanent: error instanceof PermanentError,
	stalled: false,
	attempts: 5,
	...overrides,
});

describe('recordFailure', () => {
	it('keeps one row per piece of work and counts how often it came back', async () => {
		const { db } = pipeline();
		const work = { stage: 'settlement', matchId: await storeMatch(pipeline()), modelId: null } as const;
		await recordFailure(db, work, failed(new TransientError('no connection')), START);
		await recordFailure(db, work, failed(new PredictionsMissingError('none stored')), later(START, HOUR));
		const [failure, ...others] = await db.jobFailure.findMany({ where: { matchId: work.matchId } });
		expect(others).toEqual([]);
		expect(failure).toMatchObject({
			category: 'predictions_missing',
			message: 'none stored',
			occurrences: 2,
			firstSeenAt: START,
			lastSeenAt: later(START, HOUR),
		});
	});

	it('opens again what was resolved, and starts to count anew', async () => {
		const { db } = pipeline();
		const work = { stage: 'analysis', matchId: await storeMatch(pipeline()), modelId: null } as const;
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

	it('leaves out what is about a match or a model that no longer exists', async () => {
		const { db } = pipeline();
		const matchId = await storeMatch(pipeline());
		const record = (work: Pick<FailedWork, 'matchId' | 'modelId'>) =>
			recordFailure(db, { stage: 'predictions', ...work }, failed(new Error('no answer')), START);
		expect(await record({ matchId: 'gone', modelId: null })).toBe(false);
		expect(await record({ matchId, modelId: 'gone' })).toBe(false);
		expect(await record({ matchId, modelId: 'llama-4-scout' })).toBe(true);
		expect(await db.jobFailure.count({ where: { matchId } })).toBe(1);
	});

	it('says that the workers died when that is what happened', async () => {
		const { db } = pipeline();
		const work = { stage: 'lineups', matchId: await storeMatch(pipeline()), modelId: null } as const;
		await recordFailure(db, work, failed(new Error('job stalled'), { stalled: true }), START);
		expect(await db.jobFailure.findFirst({ where: { matchId: work.matchId } })).toMatchObject({
			category: 'stalled',
		});
	});
});

describe('requestRetry', () => {
	it("asks for the named failures again, and for the predictions that a match's settlement lacks", async () => {
		const { db } = pipeline();
		const matchId = await storeMatch(pipeline());
		await recordFailure(
			db,
			{ stage: 'settlement', matchId, modelId: null },
			failed(new PredictionsMissingError('none')),
			START,
		);
		await recordFailure(
			db,
			{ stage: 'predictions', matchId, modelId: 'llama-4-scout' },
			failed(new PermanentError('no key')),
			START,
		);
		const { id } = await db.jobFailure.findFirstOrThrow({ where: { matchId, stage: 'settlement' } });
		const now = later(START, HOUR);
		expect(await requestRetry(db, [id, 'unknown'], now)).toEqual({ matchIds: [matchId], failures: 1 });
		const open = await db.jobFailure.findMany({ where: { matchId } });
		expect(open.map(({ retryRequestedAt }) => retryRequestedAt)).toEqual([now, now]);
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

describe('fingerprint', () => {
	it('is the same for messages that differ in names, ids, times and numbers alone', () => {
		const messages = [
			'No prediction is stored for "Arsenal": the calls to 42 of 42 models failed at 2025-05-25T14:31:02Z.',
			'No prediction is stored for "Real Madrid": the calls to 7 of 40 models failed at 2025-03-12T19:31:40Z.',
		];
		expect(new Set(messages.map(fingerprint)).size).toBe(1);
		expect(fingerprint('match 4f9c1e2a-7f3b-4a52-9c8e-0d6a1b2c3d4e is unknown')).toBe(
			'match <id> is unknown',
		);
		expect(fingerprint('HTTP 500')).not.toBe(fingerprint('timed out after 500 ms'));
	});
});
