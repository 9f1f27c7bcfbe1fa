import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { WorkerKind } from '../../prisma/generated/enums.ts';
import { testDatabase } from '../../tests/database.ts';
import { ManualClock } from '../../tests/manual-clock.ts';
import { DAY, HOUR, after as later, MINUTE, SECOND } from '../clock.ts';
import { createHeartbeat } from './heartbeat.ts';
import { describeOutages, type Outage, outagesBetween, pruneHeartbeats } from './outages.ts';
import { workersAlive } from './workers-alive.ts';

const database = testDatabase();

/** 14:00 on the pipeline's clock; the tests tell times by the minutes from then on. */
const TWO = new Date('2025-03-01T14:00:00Z');
const at = (minutes: number) => later(TWO, minutes * MINUTE);

beforeEach(async () => {
	await database.db.workerHeartbeat.deleteMany();
});

interface Life {
	kind?: WorkerKind;
	/** Minutes from 14:00 on the pipeline's clock. */
	from: number;
	to: number;
	stopped?: boolean;
	/** Pipeline time per real time. */
	speed?: number;
}

/** A process that lived in those minutes of the day that ended, in real time, an hour ago. */
async function lived({ kind = 'prediction', from, to, stopped = false, speed = 1 }: Life): Promise<void> {
	const end = later(new Date(), -HOUR);
	const real = (minutes: number) => later(end, ((minutes - 600) * MINUTE) / speed);
	await database.db.workerHeartbeat.create({
		data: {
			id: randomUUID(),
			kind,
			pid: 1,
			host: 'here',
			startedAt: at(from),
			lastSeenAt: at(to),
			firstBeatAt: real(from),
			beatAt: real(to),
			stoppedAt: stopped ? at(to) : null,
		},
	});
}

/** One that is alive now; its pipeline's clock shows as many minutes after 14:00. */
async function lives(minutes: number, kind: WorkerKind = 'prediction'): Promise<void> {
	await createHeartbeat(database.db, new ManualClock(at(minutes)), kind).beat();
}

const EVER = [at(-DAY / MINUTE), at(DAY / MINUTE)] as const;

async function outages(from = EVER[0], to = EVER[1]) {
	const found = await outagesBetween(database.db, from, to);
	const minutes = (time: Date | null) => time && (time.getTime() - TWO.getTime()) / MINUTE;
	return found.map((outage) => [outage.kind, minutes(outage.from), minutes(outage.to), outage.stopped]);
}

describe('outagesBetween', () => {
	it('is the time between the last sign of one process and the start of the next', async () => {
		await lived({ from: -60, to: 2 });
		await lived({ from: 31, to: 50, stopped: true });
		await lives(90);
		expect(await outages()).toEqual([
			['prediction', 2, 31, false],
			['prediction', 50, 90, true],
		]);
	});

	it('takes a quick restart for none, and knows nothing before the first heartbeat', async () => {
		await lived({ from: 0, to: 10 });
		await lived({ from: 10.2, to: 60 });
		await lives(60.2);
		expect(await outages()).toMatchObject([['prediction', 60, 60.2, false]]);
		await database.db.workerHeartbeat.deleteMany({ where: { lastSeenAt: at(60) } });
		expect(await outages(at(-600), at(10))).toEqual([]);
	});

	it('is none while another process of the kind lives, however they overlap', async () => {
		await lived({ from: 0, to: 100 });
		await lived({ from: 10, to: 20, stopped: true });
		await lived({ from: 30, to: 40 });
		await lived({ from: 90, to: 110, stopped: true });
		await lived({ from: 120, to: 130 });
		expect((await outages()).slice(0, 1)).toEqual([['prediction', 110, 120, true]]);
	});

	it('tells the kinds apart', async () => {
		await lived({ kind: 'prediction', from: 0, to: 10 });
		await lived({ kind: 'settlement', from: 0, to: 25 });
		await lived({ kind: 'settlement', from: 15, to: 60 });
		await lives(60, 'settlement');
		await lives(30, 'prediction');
		expect(await outages(at(0), at(59))).toEqual([['prediction', 10, 30, false]]);
	});

	it('goes on while nobody is back, whether the last one died or was stopped', async () => {
		await lived({ from: 0, to: 5 });
		await lived({ kind: 'settlement', from: 0, to: 6, stopped: true });
		expect(await outages()).toEqual([
			['prediction', 5, null, false],
			['settlement', 6, null, true],
		]);
		await lives(8);
		expect(await outages()).toEqual([
			['prediction', 5, 8, false],
			['settlement', 6, null, true],
		]);
	});

	it('measures in real time, so that a fast replay is not down between two beats', async () => {
		await lived({ from: 0, to: 100, speed: 600 });
		await lived({ from: 130, to: 200, speed: 600 });
		await lived({ from: 500, to: 510, speed: 600 });
		expect((await outages()).slice(0, -1)).toEqual([['prediction', 200, 500, false]]);
	});

	it('is none for a replay that goes on later from where its clock stood', async () => {
		await lived({ from: 0, to: 5, stopped: true });
		await lives(4.9);
		expect(await outages()).toEqual([]);
	});

	it.each([
		[0, 2, 0],
		[0, 3, 1],
		[10, 12, 1],
		[30, 60, 1],
		[31, 60, 0],
	])('reaches into the time from 14:%i to 14:%i: %i', async (from, to, count) => {
		await lived({ from: -100, to: -90 });
		await lived({ from: -80, to: 2 });
		await lived({ from: 31, to: 100 });
		await lives(700);
		expect(await outages(at(from), at(to))).toHaveLength(count);
	});
});

describe('a heartbeat', () => {
	const rows = () => database.db.workerHeartbeat.findMany({ orderBy: { firstBeatAt: 'asc' } });

	it("notes its first beat and its newest by the database's clock, whatever the pipeline's shows", async () => {
		const clock = new ManualClock(TWO);
		const heartbeat = createHeartbeat(database.db, clock, 'settlement');
		await heartbeat.beat();
		const [first] = await rows();
		expect(Math.abs((first?.firstBeatAt.getTime() ?? 0) - Date.now())).toBeLessThan(HOUR);
		clock.advance(HOUR);
		await heartbeat.beat();
		expect(await rows()).toMatchObject([
			{ startedAt: TWO, lastSeenAt: later(TWO, HOUR), firstBeatAt: first?.firstBeatAt, stoppedAt: null },
		]);
		clock.advance(HOUR);
		await heartbeat.stop();
		expect(await rows()).toMatchObject([
			{ lastSeenAt: later(TWO, 2 * HOUR), stoppedAt: later(TWO, 2 * HOUR) },
		]);
		expect(await workersAlive(database.db)).toContainEqual(expect.objectContaining({ alive: 0 }));
	});

	it('that was silent for long, because its process was frozen, leaves an outage and counts once', async () => {
		const clock = new ManualClock(TWO);
		const heartbeat = createHeartbeat(database.db, clock, 'prediction');
		await heartbeat.beat();
		await database.db.workerHeartbeat.updateMany({ data: { beatAt: later(new Date(), -20 * SECOND) } });
		clock.set(at(7));
		await heartbeat.beat();
		await heartbeat.beat();
		expect(await outages()).toEqual([['prediction', 0, 7, false]]);
		expect(await workersAlive(database.db)).toContainEqual(
			expect.objectContaining({ kind: 'prediction', alive: 1 }),
		);
	});
});

describe('pruneHeartbeats', () => {
	it('changes no outage from then on, and keeps the newest of each kind', async () => {
		for (const hour of [0, 1, 2, 3]) await lived({ from: hour * 60, to: hour * 60 + 50 });
		await lived({ kind: 'settlement', from: 0, to: 10 });
		const window = [at(115), EVER[1]] as const;
		const before = await outages(...window);
		expect(before).toHaveLength(4);
		await pruneHeartbeats(database.db, at(115));
		expect(await outages(...window)).toEqual(before);
		expect(await database.db.workerHeartbeat.count()).toBe(4);
		await pruneHeartbeats(database.db, EVER[1]);
		expect(await database.db.workerHeartbeat.count()).toBe(2);
	});
});

describe('describeOutages', () => {
	const outage = (from: string, to: string | null, more: Partial<Outage> = {}): Outage => ({
		kind: 'prediction',
		from: new Date(`${from}Z`),
		to: to === null ? null : new Date(`${to}Z`),
		stopped: false,
		...more,
	});
	const day = outage('2025-03-01T14:02', '2025-03-01T14:31');

	it.each([
		[[], ''],
		[[day], 'the prediction worker was down from 14:02 to 14:31 UTC on 2025-03-01'],
		[
			[outage('2025-12-31T23:50', '2026-01-01T00:20', { stopped: true, kind: 'scheduling' })],
			'the scheduling worker was stopped from 2025-12-31 23:50 to 2026-01-01 00:20 UTC',
		],
		[[outage('2025-03-01T14:02', null)], 'the prediction worker has been down since 14:02 UTC on 2025-03-01'],
		[
			[outage('2025-03-01T14:02:05', '2025-03-01T14:02:25')],
			'the prediction worker was down from 14:02:05 to 14:02:25 UTC on 2025-03-01',
		],
	])('%#', (outages, words) => {
		expect(describeOutages(outages)).toBe(words);
	});

	it('tells several, and counts those that are too many to tell', () => {
		const words = describeOutages([day, day]);
		expect(words).toMatch(/^the prediction worker was down .* and the prediction worker was down .*$/);
		expect(describeOutages(new Array(5).fill(day))).toMatch(/ and 2 more outages$/);
		expect(describeOutages(new Array(4).fill(day))).not.toMatch(/more/);
	});
});
