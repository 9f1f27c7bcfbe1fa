import { beforeEach, describe, expect, it } from 'vitest';
import { finishedMatch, storeFailure } from '../../../tests/failures.ts';
import { ManualClock } from '../../../tests/manual-clock.ts';
import {
	beatHearts,
	endLineups,
	START,
	storeAnalysis,
	storeMatch,
	storePrediction,
	testPipeline,
} from '../../../tests/pipeline.ts';
import { HOUR, after as later, MINUTE } from '../../clock.ts';
import { runPass } from '../../pipeline/passes.ts';
import { createSettlementJob } from '../../pipeline/settlement-job.ts';
import type { OpenAlert } from '../alert.ts';
import { raiseAlerts } from '../alerts.ts';
import { openAlerts } from '../list-alerts.ts';
import { readSituation } from '../situation.ts';
import { matchGap } from './match-gap.ts';
import type { Finding } from './rule.ts';
import { situation } from './situation.fixture.ts';
import { sweepHold } from './sweep-hold.ts';

const pipeline = testPipeline();

beforeEach(async () => {
	const { db, backend, clock } = pipeline();
	await db.alert.deleteMany();
	await db.match.deleteMany();
	await db.workerHeartbeat.deleteMany();
	await backend.clear();
	clock.set(START);
	await beatHearts(pipeline());
});

async function read() {
	const deps = { ...pipeline(), realClock: new ManualClock(START) };
	return readSituation(deps, { since: START.getTime(), samples: new Map() });
}

async function found(): Promise<Finding[]> {
	return matchGap.find(await read()) ?? [];
}

/** What is found, without the match. */
const what = async () =>
	(await found()).map(({ subject, level }) => `${subject.split('/').slice(1).join('/')} ${level}`);

/** Opens what is found now. */
async function open(): Promise<OpenAlert> {
	const { db, clock } = pipeline();
	await raiseAlerts(
		db,
		(await found()).map(({ holds, fields, ...condition }) => condition),
		clock.now(),
	);
	const [alert] = await openAlerts(db);
	if (!alert) throw new Error('Nothing was found.');
	return alert;
}

const isOver = async (alert: OpenAlert) => matchGap.isOver?.(alert, await read());
const sweep = () => runPass(pipeline(), 'sweep');

describe('a gap before kick-off', () => {
	it.each([
		[121, []],
		[119, ['analysis/not_queued 1']],
		[31, ['analysis/not_queued 1']],
		[30, ['analysis/not_queued 2']],
		[1, ['analysis/not_queued 2']],
		[-1, ['analysis/not_queued 3']],
	])('at %i minutes to kick-off is %j', async (minutes, expected) => {
		await storeMatch(pipeline(), { kickoffAt: later(START, minutes * MINUTE) });
		expect(await what()).toEqual(expected);
	});

	it('names the match, the stage, the reason and what is next, and has to last longer than a sweep', async () => {
		const kickoffAt = later(START, HOUR);
		const id = await storeMatch(pipeline(), { kickoffAt, home: 'Ajax', away: 'Genk' });
		expect(await found()).toEqual([
			{
				kind: 'match_gap',
				subject: `${id}/analysis/not_queued`,
				matchId: id,
				severity: 'critical',
				level: 1,
				message:
					'Ajax – Genk kicks off at 13:00 UTC on 2025-03-01, and its analysis may not be there: not in the queue. Next: analysis, queued by the next sweep.',
				fields: { match: id, stage: 'analysis', cause: 'not_queued', kickoffAt },
				holds: { pipelineMs: 90_000, realMs: 3_000, before: kickoffAt },
			},
		]);
	});

	it('waits for a sweep within bounds, however rare sweeps are', () => {
		expect(sweepHold(MINUTE)).toEqual({ pipelineMs: 90_000, realMs: 3_000 });
		expect(sweepHold(HOUR)).toEqual({ pipelineMs: 300_000, realMs: 3_000 });
	});

	it('is none after a sweep, of a void match, of one without a claim, or when all is there', async () => {
		const { db } = pipeline();
		const kickoffAt = later(START, HOUR);
		await storeMatch(pipeline(), { kickoffAt, status: 'postponed' });
		await storeMatch(pipeline(), { kickoffAt });
		await sweep();
		expect(await what()).toEqual([]);
		const old = await storeMatch(pipeline(), { kickoffAt: later(START, -9 * HOUR) });
		expect(await db.match.count({ where: { id: old } })).toBe(1);
		expect(await what()).toEqual([]);
	});

	it('is work that nobody lives to do', async () => {
		await storeMatch(pipeline(), { kickoffAt: later(START, HOUR) });
		await sweep();
		await pipeline().db.workerHeartbeat.deleteMany();
		expect(await what()).toEqual(['analysis/no_worker 1']);
	});
});

describe('after kick-off', () => {
	/** One that Touchline knew before it kicked off, a minute ago. */
	async function kickedOff(): Promise<string> {
		const { clock } = pipeline();
		const id = await storeMatch(pipeline(), { kickoffAt: later(START, HOUR) });
		await storeAnalysis(pipeline(), id, START);
		await endLineups(pipeline(), id);
		await sweep();
		clock.set(later(START, HOUR + MINUTE));
		// Its jobs are due by the machine's time: the sweep moves them to where the clock is.
		await sweep();
		return id;
	}

	it('predictions that were not there are told of, on their way or not, until they are', async () => {
		const { db, clock } = pipeline();
		const id = await kickedOff();
		expect(await found()).toMatchObject([
			{
				subject: `${id}/predictions/late`,
				level: 3,
				message: expect.stringContaining(
					'without its predictions: 42 of 42 are missing, and go on too late.',
				),
			},
		]);
		const alert = await open();
		await db.workerHeartbeat.deleteMany();
		expect(await what()).toEqual(['predictions/late 3']);
		await beatHearts(pipeline());
		expect(await isOver(alert)).toBe(false);
		const { count } = await db.model.updateMany({
			where: { id: { not: 'llama-4-scout' } },
			data: { enabled: false },
		});
		expect(count).toBe(41);
		await storePrediction(pipeline(), id, { madeAt: clock.now() });
		expect([await what(), await isOver(alert)]).toEqual([[], true]);
		await db.model.updateMany({ data: { enabled: true } });
	});

	it('predictions that were not there are no news once the match is settled, or after hours', async () => {
		const { db, clock } = pipeline();
		const id = await kickedOff();
		const alert = await open();
		await storePrediction(pipeline(), id, { madeAt: clock.now() });
		expect(await isOver(alert)).toBe(false);
		const score = { homeGoals: 1, awayGoals: 0, homeFullTime: 1, awayFullTime: 0 };
		await db.match.update({
			where: { id },
			data: { status: 'finished', finishedAt: clock.now(), ...score },
		});
		clock.set(later(START, 3 * HOUR));
		await createSettlementJob(pipeline())(id);
		expect([await what(), await isOver(alert)]).toEqual([[], true]);
	});

	it('nobody is told of what nobody knew of for hours', async () => {
		await kickedOff();
		expect(await what()).toEqual(['predictions/late 3']);
		pipeline().clock.set(later(START, 8 * HOUR));
		await sweep();
		expect(await what()).toEqual([]);
	});

	it('predictions that nobody lives to make are told of as that', async () => {
		await kickedOff();
		await pipeline().db.workerHeartbeat.deleteMany();
		expect(await what()).toEqual(['predictions/no_worker 3']);
	});

	it('an alert from before it stays until the predictions are there', async () => {
		const { db, clock } = pipeline();
		const id = await kickedOff();
		clock.set(later(START, 50 * MINUTE));
		await db.workerHeartbeat.deleteMany();
		const alert = await open();
		expect(alert.level).toBe(2);
		await beatHearts(pipeline());
		clock.set(later(START, HOUR + MINUTE));
		expect(await what()).toEqual(['predictions/no_worker 3']);
		expect(await isOver(alert)).toBe(false);
		await db.model.updateMany({ where: { id: { not: 'llama-4-scout' } }, data: { enabled: false } });
		await storePrediction(pipeline(), id, { madeAt: clock.now() });
		expect(await what()).toEqual([]);
		expect(await isOver(alert)).toBe(true);
		await db.model.updateMany({ data: { enabled: true } });
	});

	it('predictions that failed for good are a gap until they are cleared, settled or not', async () => {
		const { db, clock } = pipeline();
		const id = await finishedMatch(pipeline(), { predicted: true });
		await db.prediction.deleteMany({ where: { modelId: 'llama-4-scout' } });
		await storeFailure(pipeline(), { matchId: id, stage: 'predictions', modelId: 'llama-4-scout' });
		await createSettlementJob(pipeline())(id);
		clock.set(later(START, HOUR));
		expect(await what()).toEqual(['predictions/failed 3']);
		const [gap] = await found();
		expect(gap?.message).toMatch(/[^.]\. Next: /);
		// Such as the failures of a backfill of last week's matches.
		clock.set(later(START, 10 * HOUR));
		expect(await what()).toEqual([]);
		clock.set(later(START, HOUR));
		const alert = await open();
		await db.jobFailure.updateMany({
			data: { resolvedAt: clock.now(), resolution: 'cleared', clearedBecause: 'no use' },
		});
		expect(await what()).toEqual([]);
		expect(await isOver(alert)).toBe(true);
	});
});

describe('an open alert', () => {
	it('is over when the match is void, or put off, and not because its work is queued again', async () => {
		const { db } = pipeline();
		const id = await storeMatch(pipeline(), { kickoffAt: later(START, HOUR) });
		const alert = await open();
		await sweep();
		expect([await what(), await isOver(alert)]).toEqual([[], false]);
		await db.match.update({ where: { id }, data: { kickoffAt: later(START, 26 * HOUR) } });
		expect(await isOver(alert)).toBe(true);
		await db.match.update({ where: { id }, data: { kickoffAt: later(START, HOUR), status: 'cancelled' } });
		expect(await isOver(alert)).toBe(true);
	});
});

it('cannot be told while the queues do not answer', () => {
	expect(matchGap.find(situation({ queued: null }))).toBe(null);
});
