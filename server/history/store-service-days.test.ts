import { beforeEach, expect, it } from 'vitest';
import {
	COMPETITION,
	finishedWith,
	START,
	storeMatch,
	storePrediction,
	testStore,
} from '../../tests/pipeline.ts';
import { DAY, HOUR, after as later, MINUTE } from '../clock.ts';
import { serviceHistory } from './service-history.ts';
import { storeServiceDays } from './store-service-days.ts';

const store = testStore();
const MODELS = ['llama-4-scout', 'deepseek-r1'];

beforeEach(async () => {
	const { db, clock } = store();
	clock.set(START);
	await db.match.deleteMany();
	await db.serviceDay.deleteMany();
	await db.competition.updateMany({ data: { followedSince: later(START, -30 * DAY) } });
	await db.model.updateMany({ data: { enabled: false } });
	await db.model.updateMany({ where: { id: { in: MODELS } }, data: { enabled: true } });
});

/** A match with a prediction of each enabled model, so many minutes before kick-off; negative ones are after it. */
async function playedMatch(
	kickoffAt: Date,
	minutesBefore: number[],
	{ heardOf = later(kickoffAt, -DAY), ...overrides }: { heardOf?: Date; status?: 'postponed' } = {},
): Promise<string> {
	const { clock, db } = store();
	const now = clock.now();
	clock.set(heardOf);
	const id = await storeMatch(store(), { kickoffAt, ...finishedWith(1, 0), ...overrides });
	clock.set(now);
	for (const [index, minutes] of minutesBefore.entries()) {
		const modelId = MODELS[index] ?? '';
		await storePrediction({ db }, id, { modelId, madeAt: later(kickoffAt, -minutes * MINUTE) });
	}
	return id;
}

const days = async (now = START) => (await serviceHistory(store().db, now, {})).days;
const competition = { id: COMPETITION.id, name: COMPETITION.name };

it('counts matches that had every prediction before kick-off, with the margin of the last', async () => {
	const today = later(START, -5 * HOUR);
	await playedMatch(today, [25, 20]);
	await playedMatch(today, [10, 15]);
	await playedMatch(today, [25]);
	await playedMatch(today, [25, -1]);
	await playedMatch(today, [25, 0]);
	await playedMatch(later(START, MINUTE), [25, 20]);
	await playedMatch(later(START, -DAY), [30, 30]);
	for (let times = 0; times < 2; times++) await storeServiceDays(store().db, START);
	expect(await days()).toEqual([
		{
			day: '2025-02-28',
			competition,
			matches: 1,
			served: 1,
			percentage: 100,
			margin: { p50: 1_800, p5: 1_800 },
		},
		{ day: '2025-03-01', competition, matches: 5, served: 2, percentage: 40, margin: { p50: 900, p5: 630 } },
	]);
});

it('leaves out what is void, what was over before Touchline followed it, and keeps what it missed', async () => {
	const { db } = store();
	await playedMatch(later(START, -HOUR), [25, 20], { status: 'postponed' });
	await playedMatch(later(START, -2 * HOUR), [], { heardOf: START });
	await storeServiceDays(db, START);
	expect(await days()).toMatchObject([{ matches: 1, served: 0, margin: null }]);
	await db.competition.updateMany({ data: { followedSince: later(START, -HOUR) } });
	await storeServiceDays(db, START);
	expect(await days()).toEqual([]);
});

it('tells a day anew until the next one is over, and then leaves it alone', async () => {
	const { db } = store();
	const id = await playedMatch(later(START, -HOUR), [25, 20]);
	await storeServiceDays(db, START);
	await db.prediction.deleteMany({ where: { matchId: id, modelId: 'deepseek-r1' } });
	await storeServiceDays(db, later(START, DAY));
	expect(await days()).toMatchObject([{ matches: 1, served: 0 }]);

	await storePrediction({ db }, id, { modelId: 'deepseek-r1', madeAt: later(START, -2 * HOUR) });
	await storeServiceDays(db, later(START, 2 * DAY));
	expect(await days()).toMatchObject([{ matches: 1, served: 0 }]);
	await playedMatch(later(START, -HOUR), [25, 20]);
	await storeServiceDays(db, later(START, 2 * DAY));
	expect(await days()).toMatchObject([{ matches: 2, served: 2 }]);
});

it('fills in the last 7 days after Touchline was down, and no more', async () => {
	await playedMatch(later(START, -7 * DAY), [25, 20]);
	await playedMatch(later(START, -8 * DAY), [25, 20]);
	await storeServiceDays(store().db, START);
	expect((await days()).map(({ day }) => day)).toEqual(['2025-02-22']);
});

it('adds up over days and competitions', async () => {
	const { db } = store();
	const other = { id: 'de.1', name: 'Bundesliga' };
	await db.competition.create({ data: { ...other, timeZone: 'Europe/Berlin' } });
	const day = (day: string, competitionId: string, matches: number, served: number) => ({
		...{ day: new Date(day), competitionId, matches, served },
		...(served > 0 && { marginP50: 600, marginP5: 60 }),
	});
	await db.serviceDay.createMany({
		data: [day('2025-02-28', 'en.1', 3, 2), day('2025-03-01', 'de.1', 1, 1), day('2025-03-01', 'en.1', 4, 4)],
	});
	const all = await serviceHistory(db, START, {});
	expect(all.total).toEqual({ matches: 8, served: 7, percentage: 87.5 });
	expect(all.days.map(({ competition }) => competition.id)).toEqual(['en.1', 'de.1', 'en.1']);
	expect(all.byCompetition).toEqual([
		{ ...competition, matches: 7, served: 6, percentage: 85.7 },
		{ ...other, matches: 1, served: 1, percentage: 100 },
	]);
	const narrowed = { from: later(START, -DAY), to: later(START, -MINUTE), competition: 'en.1' };
	expect((await serviceHistory(db, START, narrowed)).total.matches).toBe(7);
	expect((await serviceHistory(db, START, { from: START, to: later(START, 1) })).total.matches).toBe(5);
	await expect(serviceHistory(db, START, { competition: 'xx.9' })).rejects.toMatchObject({
		code: 'not-found',
	});
});

it('says nothing of a day without a match, rather than 100 %', async () => {
	await storeServiceDays(store().db, START);
	expect(await serviceHistory(store().db, START, {})).toEqual({
		days: [],
		total: { matches: 0, served: 0, percentage: null },
		byCompetition: [],
	});
});
