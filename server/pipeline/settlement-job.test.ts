import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { WorkerKind } from '../../prisma/generated/enums.ts';
import {
	endLineups,
	finishedWith,
	START,
	storeAnalysis,
	storeMatch,
	storePrediction,
	testPipeline,
} from '../../tests/pipeline.ts';
import { queuedFor } from '../../tests/queued.ts';
import { DAY, HOUR, after as later, MINUTE } from '../clock.ts';
import { eventCounts } from './event-counts.ts';
import { createSettlementJob } from './settlement-job.ts';

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
	return createSettlementJob(pipeline())(matchId).then(
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

describe('The settlement job, when predictions are owed and none is stored', () => {
	const GIVEN_UP = 'PredictionsMissingError: No prediction is stored, although 42 models are enabled.';
	const waits = 'NotYetError: No prediction is stored yet: they were asked for again.';
	const analysed = async () => {
		const id = await finished();
		await storeAnalysis(pipeline(), id, later(KICKOFF, -6 * HOUR));
		return id;
	};
	const openedLater = (ms: number) => pipeline().clock.set(later(FULL_TIME, ms));

	it('waits, asks for them again, and uses up no attempt', async () => {
		const { queues, events } = pipeline();
		const id = await analysed();
		await endLineups(pipeline(), id);
		expect(await settled(id)).toBe(waits);
		expect(await queuedFor(pipeline(), id)).toEqual(['predictions waiting']);
		expect((await queues.counts('settlement')).waiting).toBe(0);
		openedLater(59 * MINUTE);
		expect(await settled(id)).toBe(waits);
		await events.store();
		expect(await eventCounts(pipeline().db, 'settlement')).toMatchObject({ postponed: 2 });
	});

	it('gives up in the end, and names the cause', async () => {
		await down('prediction', '13:20', '16:55');
		await down('scheduling', '14:40', '14:50');
		await down('settlement', '13:40', '13:50');
		const id = await analysed();
		openedLater(HOUR);
		const error = await createSettlementJob(pipeline())(id).catch((caught: unknown) => caught);
		expect(`${error}`).toMatch(/No prediction is stored, although 42 models are enabled\.$/);
		expect(error).toMatchObject({
			why: 'The prediction worker was down from 13:20 to 16:55 UTC on 2025-03-01 and the scheduling worker was down from 14:40 to 14:50 UTC on 2025-03-01: the predictions never ran.',
		});
	});

	it('gives up at once when all models failed for good', async () => {
		const { db } = pipeline();
		const id = await analysed();
		const models = await db.model.findMany();
		await db.jobFailure.createMany({
			data: models.map((model) => ({
				stage: 'predictions' as const,
				matchId: id,
				modelId: model.id,
				category: 'permanent' as const,
				message: 'No API key',
				fingerprint: 'No API key',
				httpStatus: 401,
				attempts: 1,
				firstSeenAt: KICKOFF,
				lastSeenAt: KICKOFF,
			})),
		});
		await endLineups(pipeline(), id);
		expect(await settled(id)).toBe(GIVEN_UP);
	});

	it('has patience again after a retry', async () => {
		const { db, clock } = pipeline();
		const id = await analysed();
		openedLater(5 * HOUR);
		expect(await settled(id)).toBe(GIVEN_UP);
		const seen = {
			firstSeenAt: clock.now(),
			lastSeenAt: clock.now(),
			attempts: 1,
			fingerprint: '',
			message: '',
		};
		const failure = { stage: 'settlement', matchId: id, category: 'predictions_missing', ...seen } as const;
		await db.jobFailure.create({ data: { ...failure, retryRequestedAt: clock.now() } });
		openedLater(5.5 * HOUR);
		expect(await settled(id)).toBe(waits);
	});
});

describe('The settlement job, when none is owed', () => {
	it('ends the match when there was nobody to ask', async () => {
		const { db } = pipeline();
		const matchId = await finished();
		await db.model.updateMany({ data: { enabled: false } });
		expect(await settled(matchId)).toBe('settled');
		expect(await db.settlement.findMany({ where: { matchId } })).toMatchObject([
			{ nothingToSettleReason: 'no model is enabled' },
		]);
	});

	it('ends a match that Touchline had not heard of before its kick-off', async () => {
		const { db, clock } = pipeline();
		clock.set(later(FULL_TIME, 10 * DAY));
		const matchId = await finished();
		expect(await settled(matchId)).toBe('settled');
		expect(await db.settlement.findMany({ where: { matchId } })).toMatchObject([
			{ nothingToSettleReason: 'it had kicked off before Touchline heard of it' },
		]);
		expect(await settled(matchId)).toBe('settled');
		expect(await db.settlement.count({ where: { matchId } })).toBe(1);
	});

	it('ends a match whose predictions an operator cleared', async () => {
		const { db } = pipeline();
		const matchId = await finished();
		await storeAnalysis(pipeline(), matchId, later(KICKOFF, -6 * HOUR));
		await endLineups(pipeline(), matchId);
		await db.model.updateMany({ where: { id: { not: 'llama-4-scout' } }, data: { enabled: false } });
		await db.jobFailure.create({
			data: {
				...{ stage: 'predictions', matchId, modelId: 'llama-4-scout', category: 'permanent', message: '' },
				...{ fingerprint: '', attempts: 1, firstSeenAt: KICKOFF, lastSeenAt: KICKOFF },
				...{ resolvedAt: FULL_TIME, resolution: 'cleared', clearedBecause: 'the club withdrew' },
			},
		});
		expect(await settled(matchId)).toBe('settled');
		expect(await db.settlement.findMany({ where: { matchId } })).toMatchObject([
			{ nothingToSettleReason: 'the predictions were cleared by an operator: the club withdrew' },
		]);
	});
});

it('The settlement job settles, and closes the failure of an earlier try', async () => {
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
