import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { WorkerKind } from '../../prisma/generated/enums.ts';
import { finishedWith, START, storeMatch, storePrediction, testPipeline } from '../../tests/pipeline.ts';
import { closeAlert, raiseAlert } from '../alerts/alerts.ts';
import { HOUR, after as later, MINUTE, SystemClock } from '../clock.ts';
import { matchDetail } from './match-detail.ts';

const pipeline = testPipeline();

/** Each match kicks off at noon. */
const at = (minutes: number) => later(START, minutes * MINUTE);

beforeEach(async () => {
	pipeline().clock.set(at(-24 * 60));
	await pipeline().db.workerHeartbeat.deleteMany();
});

function storeNoonMatch(): Promise<string> {
	return storeMatch(pipeline(), { kickoffAt: START });
}

/** A worker that lived then; in real time that ended an hour ago, to the minute. */
async function lived(kind: WorkerKind, from: number, to: number): Promise<void> {
	const real = (minutes: number) => later(new SystemClock().now(), (minutes - 60) * MINUTE - HOUR);
	await pipeline().db.workerHeartbeat.create({
		data: {
			id: randomUUID(),
			kind,
			pid: 1,
			host: 'here',
			startedAt: at(from),
			lastSeenAt: at(to),
			firstBeatAt: real(from),
			beatAt: real(to),
		},
	});
}

async function storeAnalysis(matchId: string, minutes: number, unavailableReason?: string): Promise<void> {
	const times = { madeAt: at(minutes), asOf: at(-360) };
	const found = unavailableReason === undefined ? { content: CONTENT } : { unavailableReason };
	await pipeline().db.matchAnalysis.create({ data: { matchId, ...times, ...found } });
}

const TEAM = {
	form: [],
	venueForm: [],
	position: null,
	points: 0,
	played: 0,
	goalsForPerMatch: null,
	goalsAgainstPerMatch: null,
	restDays: null,
	elo: 1_500,
};
const CONTENT = {
	competition: 'A league',
	season: '2024-25',
	home: { team: 'A', ...TEAM },
	away: { team: 'B', ...TEAM },
	headToHead: [],
};

describe('the delays of a match', () => {
	it('are its late stages, each with the outages of the workers that it needs', async () => {
		const id = await storeNoonMatch();
		await lived('scheduling', -600, 60);
		await lived('prediction', -600, -40);
		await lived('prediction', 5, 60);
		await lived('settlement', -600, -300);
		await lived('settlement', -290, 60);
		await storeAnalysis(id, -359);
		await storePrediction(pipeline(), id, { madeAt: at(6) });
		pipeline().clock.set(at(7));
		const { delays } = await matchDetail(pipeline(), id);
		expect(delays).toEqual([
			{
				stage: 'predictions',
				since: at(-30),
				outages: [{ kind: 'prediction', from: at(-40), to: at(5), stopped: false }],
			},
		]);
	});

	it('end with what was done: an outage after it held nothing up', async () => {
		const id = await storeNoonMatch();
		await lived('scheduling', -600, -340);
		await lived('scheduling', -330, 60);
		await storeAnalysis(id, -345);
		pipeline().clock.set(at(-60));
		expect((await matchDetail(pipeline(), id)).delays).toEqual([]);
	});

	it('are none before anything is due, and none for a match that is off', async () => {
		const id = await storeNoonMatch();
		await lived('scheduling', -2_000, -1_900);
		expect((await matchDetail(pipeline(), id)).delays).toEqual([]);
		pipeline().clock.set(at(-60));
		expect((await matchDetail(pipeline(), id)).delays).toMatchObject([{ stage: 'analysis' }]);
		await pipeline().db.match.update({ where: { id }, data: { status: 'postponed' } });
		expect((await matchDetail(pipeline(), id)).delays).toEqual([]);
	});

	it('begin when Touchline heard of the match', async () => {
		await lived('scheduling', -2_000, -200);
		await lived('scheduling', 0, 60);
		pipeline().clock.set(at(10));
		const id = await storeMatch(pipeline(), { kickoffAt: at(-120), ...finishedWith(1, 0) });
		pipeline().clock.set(at(30));
		expect((await matchDetail(pipeline(), id)).delays).toEqual([]);
	});
});

describe('a match whose models were asked without an analysis', () => {
	it('says why, and which predictions are meant', async () => {
		const id = await storeNoonMatch();
		await storeAnalysis(id, -360, 'No result is stored.');
		await storePrediction(pipeline(), id, { madeAt: at(-29) });
		const detail = await matchDetail(pipeline(), id);
		expect(detail.withoutAnalysis).toEqual({ predictions: 1, reason: 'No result is stored.', madeAt: null });
		expect(detail.predictions).toMatchObject([{ withoutAnalysis: true }]);
	});

	it('says so before they are asked', async () => {
		const id = await storeNoonMatch();
		await storeAnalysis(id, -360, 'No result is stored.');
		expect((await matchDetail(pipeline(), id)).withoutAnalysis).toMatchObject({ predictions: 0 });
	});

	it('names the time when the analysis came after the question', async () => {
		const id = await storeNoonMatch();
		await storePrediction(pipeline(), id, { madeAt: at(-10) });
		expect((await matchDetail(pipeline(), id)).withoutAnalysis).toMatchObject({
			predictions: 1,
			reason: null,
		});
		await storeAnalysis(id, -5);
		expect(await matchDetail(pipeline(), id)).toMatchObject({
			withoutAnalysis: { predictions: 1, reason: null, madeAt: at(-5) },
			predictions: [{ withoutAnalysis: true }],
		});
	});

	it('is not one whose analysis was there', async () => {
		const id = await storeNoonMatch();
		await storeAnalysis(id, -360);
		await storePrediction(pipeline(), id, { madeAt: at(-29) });
		expect(await matchDetail(pipeline(), id)).toMatchObject({
			withoutAnalysis: null,
			predictions: [{ withoutAnalysis: false }],
		});
	});
});

it('the alerts of a match are those that are open and about it', async () => {
	const { db } = pipeline();
	const [matchId, otherId] = [await storeNoonMatch(), await storeNoonMatch()];
	for (const about of [matchId, otherId, null]) {
		const key = { kind: 'match_gap', subject: about ?? 'none' } as const;
		await raiseAlert(db, { ...key, message: 'It has a gap.', matchId: about }, START);
	}
	expect((await matchDetail(pipeline(), matchId)).alerts).toMatchObject([
		{ matchId, message: 'It has a gap.' },
	]);
	await closeAlert(db, { kind: 'match_gap', subject: matchId }, START);
	expect((await matchDetail(pipeline(), matchId)).alerts).toEqual([]);
});
