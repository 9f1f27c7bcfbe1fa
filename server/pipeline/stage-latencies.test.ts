import { afterEach, expect, it } from 'vitest';
import {
	endLineups,
	finishedWith,
	START,
	storeAnalysis,
	storeMatch,
	storePrediction,
	testPipeline,
} from '../../tests/pipeline.ts';
import { DAY, HOUR, after as later, MINUTE, SECOND } from '../clock.ts';
import { predictionMargins } from './prediction-margins.ts';
import { createSettlementJob } from './settlement-job.ts';
import { stageLatencies } from './stage-latencies.ts';

const pipeline = testPipeline();

afterEach(async () => {
	pipeline().clock.set(START);
	await pipeline().db.match.deleteMany();
	await pipeline().db.model.updateMany({ data: { enabled: true } });
});

const latencies = () => stageLatencies(pipeline().db, pipeline().clock.now());
const margins = () => predictionMargins(pipeline().db, pipeline().clock.now());

/** Two models are asked; one has the id that tests' predictions have. */
async function twoModels(): Promise<string> {
	const { db } = pipeline();
	const { id } = await db.model.findFirstOrThrow({ where: { id: { not: 'llama-4-scout' } } });
	await db.model.updateMany({ where: { id: { notIn: [id, 'llama-4-scout'] } }, data: { enabled: false } });
	return id;
}

it('has nothing to say without matches', async () => {
	expect(await latencies()).toEqual({ analysis: {}, lineups: {}, predictions: {}, settlement: {} });
	expect(await margins()).toEqual({});
});

it('measures from when each stage was due until it was done', async () => {
	const { clock } = pipeline();
	const other = await twoModels();
	const kickoffAt = later(START, 7 * HOUR);
	const matchId = await storeMatch(pipeline(), { kickoffAt });
	await storeAnalysis(pipeline(), matchId, later(kickoffAt, -6 * HOUR + 30 * SECOND));
	clock.set(later(kickoffAt, -58 * MINUTE));
	await endLineups(pipeline(), matchId);
	await storePrediction(pipeline(), matchId, { madeAt: later(kickoffAt, -29 * MINUTE) });
	clock.set(kickoffAt);
	expect((await latencies()).predictions).toEqual({});
	await storePrediction(pipeline(), matchId, { modelId: other, madeAt: later(kickoffAt, -25 * MINUTE) });
	expect(await latencies()).toMatchObject({
		analysis: { '50': 30, '95': 30, '100': 30 },
		lineups: { '50': 120 },
		predictions: { '50': 300 },
	});
	expect(await margins()).toEqual({ '50': 1_500, '5': 1_500, '0': 1_500 });
});

it('takes settlements from full time', async () => {
	const { clock } = pipeline();
	const matchId = await storeMatch(pipeline(), { kickoffAt: later(START, -2 * HOUR), ...finishedWith(1, 0) });
	await storePrediction(pipeline(), matchId, { madeAt: later(START, -3 * HOUR) });
	clock.advance(5 * MINUTE);
	await createSettlementJob(pipeline())(matchId);
	expect((await latencies()).settlement).toEqual({ '50': 300, '95': 300, '100': 300 });
});

it('holds no stage against a match that Touchline did not know, or that moved, when it was due', async () => {
	const { db } = pipeline();
	await storeAnalysis(
		pipeline(),
		await storeMatch(pipeline(), { kickoffAt: later(START, HOUR) }),
		later(START, 10 * SECOND),
	);
	const moved = await storeMatch(pipeline(), { kickoffAt: later(START, 6 * HOUR) });
	await db.match.update({ where: { id: moved }, data: { rescheduledAt: later(START, MINUTE) } });
	await storeAnalysis(pipeline(), moved, START);
	expect((await latencies()).analysis).toEqual({ '50': 5, '95': 9.5, '100': 10 });
});

it('leaves out what is older than a day, void, or made after kick-off', async () => {
	const { clock } = pipeline();
	const [old, late, postponed, good] = await Promise.all([
		storeMatch(pipeline(), { kickoffAt: START }),
		storeMatch(pipeline(), { kickoffAt: later(START, DAY) }),
		storeMatch(pipeline(), { kickoffAt: later(START, DAY), status: 'postponed' }),
		storeMatch(pipeline(), { kickoffAt: later(START, DAY) }),
	]);
	for (const matchId of [old, postponed]) {
		await storePrediction(pipeline(), matchId, { madeAt: later(START, -MINUTE) });
	}
	await storePrediction(pipeline(), late, { madeAt: later(START, DAY + MINUTE) });
	await storePrediction(pipeline(), good, { madeAt: later(START, DAY - 20 * MINUTE) });
	clock.set(later(START, DAY + HOUR));
	expect(await margins()).toEqual({ '50': 1_200, '5': 1_200, '0': 1_200 });
});
