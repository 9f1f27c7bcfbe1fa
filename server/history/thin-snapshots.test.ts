import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { START } from '../../tests/pipeline.ts';
import { after, DAY, HOUR, MINUTE } from '../clock.ts';
import { coverageHistory } from './coverage-history.ts';
import { thinSnapshots } from './thin-snapshots.ts';

const database = testDatabase();
const NOTHING = {
	analysis: { matches: 0, covered: 0 },
	lineups: { matches: 0, covered: 0 },
	predictions: { matches: 0, covered: 0 },
	live: { matches: 0, covered: 0 },
	settlement: { matches: 0, covered: 0 },
};

interface Snapshot {
	at: Date;
	matches: number;
	covered: number;
}

beforeEach(() => database.db.coverageSnapshot.deleteMany());

async function store(snapshots: Snapshot[]): Promise<void> {
	await database.db.coverageSnapshot.createMany({
		data: snapshots.map((snapshot) => ({ ...snapshot, windowHours: 48, byStage: NOTHING })),
	});
}

function stored(): Promise<Snapshot[]> {
	return database.db.coverageSnapshot.findMany({
		select: { at: true, matches: true, covered: true },
		orderBy: { at: 'asc' },
	});
}

const at = (time: string) => new Date(`2025-02-${time}:00Z`);

it('keeps the minutes of 2 days, and the worst of each hour before', async () => {
	const kept = [
		{ at: at('27T10:59'), matches: 4, covered: 3 },
		{ at: at('27T11:30'), matches: 0, covered: 0 },
		{ at: at('27T12:00'), matches: 1, covered: 1 },
		{ at: at('27T12:01'), matches: 1, covered: 0 },
	];
	await store([
		{ at: at('27T10:01'), matches: 4, covered: 3 },
		{ at: at('27T10:30'), matches: 0, covered: 0 },
		{ at: at('27T10:31'), matches: 100, covered: 99 },
		...kept,
	]);
	await thinSnapshots(database.db, START);
	expect(await stored()).toEqual(kept);
});

it('keeps the worst of each day (UTC) after 60 days', async () => {
	const now = after(START, 60 * DAY);
	const kept = [
		{ at: at('27T23:59'), matches: 3, covered: 2 },
		{ at: at('28T00:00'), matches: 1, covered: 1 },
		{ at: new Date('2025-03-01T01:10:00Z'), matches: 1, covered: 1 },
		{ at: new Date('2025-03-01T02:10:00Z'), matches: 1, covered: 1 },
	];
	await store([{ at: at('27T00:00'), matches: 3, covered: 3 }, ...kept]);
	await thinSnapshots(database.db, now);
	expect(await stored()).toEqual(kept);
});

it('never loses the worst of a day, and comes to the same whenever it is done', async () => {
	const snapshot = fc
		.tuple(fc.integer({ min: 0, max: 65 * 24 * 60 }), fc.nat({ max: 3 }), fc.nat({ max: 3 }))
		.map(([minute, matches, uncovered]) => ({
			at: after(START, minute * MINUTE),
			matches,
			covered: Math.max(0, matches - uncovered),
		}));
	const snapshots = fc.uniqueArray(snapshot, { selector: ({ at }) => at.getTime(), maxLength: 60 });
	const looks = fc.array(fc.integer({ min: 0, max: 130 }), { maxLength: 4 });
	await fc.assert(
		fc.asyncProperty(snapshots, looks, async (all, days) => {
			await database.db.coverageSnapshot.deleteMany();
			await store(all);
			const last = after(START, 130 * DAY);
			for (const day of days.toSorted((a, b) => a - b))
				await thinSnapshots(database.db, after(START, day * DAY));
			await thinSnapshots(database.db, last);
			expect(await stored()).toEqual(worstOfEachDay(all));
			await thinSnapshots(database.db, last);
			expect(await stored()).toEqual(worstOfEachDay(all));
		}),
		{ numRuns: 40 },
	);
});

function worstOfEachDay(all: Snapshot[]): Snapshot[] {
	const share = ({ matches, covered }: Snapshot) => (matches === 0 ? 2 : covered / matches);
	const worst = new Map<string, Snapshot>();
	for (const snapshot of all.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
		const day = snapshot.at.toISOString().slice(0, 10);
		const known = worst.get(day);
		if (!known || share(snapshot) <= share(known)) worst.set(day, snapshot);
	}
	return [...worst.values()];
}

it('is read in at most 501 points, each the worst of its span', async () => {
	const minutes = Array.from({ length: 2_880 }, (_, minute) => ({
		at: after(START, minute * MINUTE),
		matches: 10,
		covered: minute === 1_234 ? 3 : 10,
	}));
	await store(minutes);
	const { resolution, points } = await coverageHistory(database.db, START, after(START, 2 * DAY));
	expect(resolution).toBe(15 * MINUTE);
	expect(points).toHaveLength(192);
	expect(points.filter(({ covered }) => covered < 10)).toMatchObject([
		{ at: minutes[1_234]?.at, covered: 3 },
	]);

	const short = await coverageHistory(database.db, START, after(START, HOUR));
	expect(short).toMatchObject({ resolution: MINUTE, points: { length: 61 } });
});

it.each([1, 2, 9, 31, 200, 400])('is read in at most 501 points over %i days', async (days) => {
	const { resolution } = await coverageHistory(database.db, START, after(START, days * DAY));
	expect((days * DAY) / resolution).toBeLessThanOrEqual(500);
});
