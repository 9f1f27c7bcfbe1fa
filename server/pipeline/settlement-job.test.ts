import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { WorkerKind } from '../../prisma/generated/enums.ts';
import { finishedWith, START, storeMatch, storePrediction, testPipeline } from '../../tests/pipeline.ts';
import { HOUR, after as later, MINUTE } from '../clock.ts';
import { settleOrExplain } from './settlement-job.ts';

const pipeline = testPipeline();

/** Kicks off at 14:00: the predictions are due at 13:30, and it is over at 15:50. */
const KICKOFF = new Date('2025-03-01T14:00:00Z');
const FULL_TIME = later(KICKOFF, 110 * MINUTE);

beforeEach(async () => {
	const { db, clock } = pipeline();
	await db.workerHeartbeat.deleteMany();
	await db.model.updateMany({ data: { enabled: true } });
	clock.set(FULL_TIME);
});

const finished = () => storeMatch(pipeline(), { kickoffAt: KICKOFF, ...finishedWith(2, 1) });

async function settled(matchId: string): Promise<string> {
	return settleOrExplain(pipeline(), matchId).then(
		() => 'settled',
		(error: Error) => `${error.constructor.name}: ${error.message}`,
	);
}

/** Its worker was gone between these times of the day, and had been alive before and after. */
async function down(kind: WorkerKind, from: string, to: string): Promise<void> {
	const at = (time: string) => new Date(`2025-03-01T${time}:00Z`);
	const life = (since: Date, until: Date) => ({
		id: randomUUID(),
		kind,
		pid: 1,
		host: 'here',
		startedAt: since,
		firstBeatAt: since,
		lastSeenAt: until,
		beatAt: until,
	});
	await pipeline().db.workerHeartbeat.createMany({
		data: [life(START, at(from)), life(at(to), later(FULL_TIME, HOUR))],
	});
}

describe('settleOrExplain, when no prediction is stored', () => {
	const UNASKED =
		'PredictionsMissingError: No prediction is stored, although 42 models are enabled and no call';

	it('names the workers that were down while the predictions were due', async () => {
		await down('prediction', '13:20', '15:55');
		await down('scheduling', '14:40', '14:50');
		await down('settlement', '13:40', '13:50');
		expect(await settled(await finished())).toBe(
			`${UNASKED} failed: the prediction worker was down from 13:20 to 15:55 UTC on 2025-03-01 and the scheduling worker was down from 14:40 to 14:50 UTC on 2025-03-01.`,
		);
	});

	it('says so when no worker is known to have been down then', async () => {
		await down('prediction', '12:30', '13:30');
		await down('scheduling', '15:50', '15:55');
		expect(await settled(await finished())).toBe(
			`${UNASKED} failed: no outage of the prediction or scheduling worker is known from when they were due until full time.`,
		);
	});

	it('tells what the calls, or else the asking, failed with', async () => {
		const { db } = pipeline();
		const matchId = await finished();
		const seen = { firstSeenAt: KICKOFF, lastSeenAt: KICKOFF, attempts: 4, fingerprint: '' };
		const failure = { stage: 'predictions', matchId, category: 'transient', ...seen } as const;
		await db.jobFailure.create({ data: { ...failure, message: 'the queue is gone' } });
		expect(await settled(matchId)).toMatch(/is stored: the models could not be asked: the queue is gone$/);
		await db.jobFailure.create({ data: { ...failure, modelId: 'llama-4-scout', message: 'no answer' } });
		expect(await settled(matchId)).toMatch(/the calls to 1 of 42 models failed, the last with: no answer$/);
	});

	it('ends the match when there was nobody to ask', async () => {
		const { db } = pipeline();
		const matchId = await finished();
		await db.model.updateMany({ data: { enabled: false } });
		expect(await settled(matchId)).toBe('settled');
		expect(await db.settlement.findMany({ where: { matchId } })).toMatchObject([
			{ nothingToSettleReason: 'no model is enabled' },
		]);
	});
});

it('settleOrExplain settles, and closes the failure of an earlier try', async () => {
	const { db } = pipeline();
	const matchId = await finished();
	const seen = {
		firstSeenAt: FULL_TIME,
		lastSeenAt: FULL_TIME,
		attempts: 1,
		fingerprint: '',
		message: 'none',
	};
	await db.jobFailure.create({
		data: { stage: 'settlement', matchId, category: 'predictions_missing', ...seen },
	});
	await storePrediction(pipeline(), matchId, { madeAt: later(KICKOFF, -20 * MINUTE) });
	expect(await settled(matchId)).toBe('settled');
	expect(await db.jobFailure.findFirst({ where: { matchId } })).toMatchObject({ resolution: 'healed' });
	expect(await db.prediction.findFirst({ where: { matchId } })).toMatchObject({ points: 3 });
});
