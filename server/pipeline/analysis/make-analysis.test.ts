import { beforeEach, describe, expect, it } from 'vitest';
import type { MatchStatus } from '../../../prisma/generated/enums.ts';
import { testDatabase } from '../../../tests/database.ts';
import { after, DAY, HOUR } from '../../clock.ts';
import { NotYetError, PermanentError } from '../../queue/outcomes.ts';
import { matchAnalysisContent } from './content.ts';
import { makeAnalysis } from './make-analysis.ts';

const KICKOFF = new Date('2025-05-10T14:00:00Z');
const DUE = after(KICKOFF, -6 * HOUR);

const database = testDatabase();

beforeEach(async () => {
	const { db } = database;
	await db.match.deleteMany();
	await db.team.deleteMany();
	await db.competition.deleteMany();
	await db.competition.createMany({
		data: [
			{ id: 'en.1', name: 'Premier League', timeZone: 'Europe/London' },
			{ id: 'uefa.cl', name: 'Champions League', timeZone: 'Europe/Paris' },
		],
	});
	await db.team.createMany({ data: ['Ash', 'Birch', 'Cedar'].map((name) => ({ id: name, name })) });
	await store('the match', { home: 'Ash', away: 'Birch', kickoffAt: KICKOFF });
});

describe('makeAnalysis', () => {
	it('stores what the results say, once', async () => {
		await storeResult('Ash', 'Cedar', 10, [2, 0]);
		await storeResult('Birch', 'Ash', 5, [1, 1], { competitionId: 'uefa.cl' });

		expect(await makeAnalysis(database.db, { matchId: 'the match', now: DUE })).toBe('made');
		const stored = await storedAnalysis();
		expect(stored).toMatchObject({ madeAt: DUE, asOf: DUE, unavailableReason: null });
		const content = matchAnalysisContent.parse(stored.content);
		expect(content).toMatchObject({ competition: 'Premier League', season: '2024-25' });
		expect(content.home).toMatchObject({
			position: 1,
			points: 3,
			form: ['W', 'D'],
			restDays: 5,
			elo: 1508.3,
		});
		expect(content.away).toMatchObject({ position: null, points: 0, form: ['D'], venueForm: [] });
		expect(content.headToHead).toEqual([
			{ date: '2025-05-05', home: 'Birch', away: 'Ash', homeGoals: 1, awayGoals: 1 },
		]);

		expect(await makeAnalysis(database.db, { matchId: 'the match', now: KICKOFF })).toBe('present');
		expect(await storedAnalysis()).toEqual(stored);
	});

	it('stores one when several make it at once', async () => {
		await storeResult('Ash', 'Cedar', 10, [2, 0]);
		const outcomes = await Promise.all(
			Array.from({ length: 6 }, () => makeAnalysis(database.db, { matchId: 'the match', now: DUE })),
		);
		expect(outcomes.filter((outcome) => outcome === 'made')).toHaveLength(1);
		expect(outcomes.filter((outcome) => outcome === 'present')).toHaveLength(5);
	});

	it('says the same when it is made weeks after the match', async () => {
		await storeResult('Ash', 'Cedar', 10, [2, 0]);
		await makeAnalysis(database.db, { matchId: 'the match', now: DUE });
		const { content } = await storedAnalysis();

		await database.db.matchAnalysis.deleteMany();
		await storeResult('Cedar', 'Ash', 0.3, [5, 0]);
		await storeResult('Ash', 'Cedar', -7, [5, 0]);
		await database.db.match.update({
			where: { id: 'the match' },
			data: { status: 'finished', homeFullTime: 4, awayFullTime: 0, homeGoals: 4, awayGoals: 0 },
		});
		expect(await makeAnalysis(database.db, { matchId: 'the match', now: daysBefore(-30) })).toBe('made');
		expect(JSON.stringify((await storedAnalysis()).content)).toBe(JSON.stringify(content));
	});

	it('leaves out matches that were awarded, or are not finished', async () => {
		await storeResult('Ash', 'Cedar', 10, [2, 0]);
		await storeResult('Birch', 'Cedar', 9, [3, 0], { status: 'awarded' });
		await store('stuck', { home: 'Cedar', away: 'Ash', kickoffAt: daysBefore(4) });
		await makeAnalysis(database.db, { matchId: 'the match', now: DUE });
		const content = matchAnalysisContent.parse((await storedAnalysis()).content);
		expect(content.home.played).toBe(1);
		expect(content.away.played).toBe(0);
	});

	it("is content without history on a league's first matchday, when earlier seasons are known", async () => {
		await store('last season', {
			home: 'Cedar',
			away: 'Ash',
			kickoffAt: daysBefore(90),
			season: '2023-24',
			...finished([0, 0]),
		});
		expect(await makeAnalysis(database.db, { matchId: 'the match', now: DUE })).toBe('made');
		const content = matchAnalysisContent.parse((await storedAnalysis()).content);
		expect(content.away).toMatchObject({ team: 'Birch', position: null, played: 0, form: [], elo: 1500 });
	});

	it('stores the reason when not one result is known', async () => {
		expect(await makeAnalysis(database.db, { matchId: 'the match', now: DUE })).toBe('unavailable');
		expect(await storedAnalysis()).toMatchObject({
			content: null,
			unavailableReason:
				'No result up to 2025-05-10 05:00 UTC is stored: none of Premier League, none of Ash or Birch.',
		});
		expect(await makeAnalysis(database.db, { matchId: 'the match', now: DUE })).toBe('present');
	});

	it('is not made before it is due', async () => {
		const early = makeAnalysis(database.db, { matchId: 'the match', now: new Date(DUE.getTime() - 1) });
		await expect(early).rejects.toBeInstanceOf(NotYetError);
		await expect(early).rejects.toMatchObject({ until: DUE });
		expect(await database.db.matchAnalysis.count()).toBe(0);
	});

	it('makes none of a match that is off, and knows no match that is not there', async () => {
		await database.db.match.update({ where: { id: 'the match' }, data: { status: 'postponed' } });
		expect(await makeAnalysis(database.db, { matchId: 'the match', now: DUE })).toBe('void');
		expect(await database.db.matchAnalysis.count()).toBe(0);
		await expect(makeAnalysis(database.db, { matchId: 'no match', now: DUE })).rejects.toBeInstanceOf(
			PermanentError,
		);
	});
});

interface StoredMatch {
	home: string;
	away: string;
	kickoffAt: Date;
	competitionId?: string;
	season?: string;
	status?: MatchStatus;
}

async function store(id: string, { home, away, kickoffAt, ...other }: StoredMatch): Promise<void> {
	await database.db.match.create({
		data: {
			id,
			sourceKey: id,
			competitionId: 'en.1',
			season: '2024-25',
			round: 'Matchday 36',
			homeTeamId: home,
			awayTeamId: away,
			kickoffAt,
			kickoffConfirmed: true,
			status: 'scheduled',
			ingestedAt: DUE,
			...other,
		},
	});
}

async function storeResult(
	home: string,
	away: string,
	days: number,
	goals: [number, number],
	other: Partial<StoredMatch> = {},
): Promise<void> {
	await store(`${home} ${away} ${days}`, {
		home,
		away,
		kickoffAt: daysBefore(days),
		...finished(goals),
		...other,
	});
}

function daysBefore(days: number): Date {
	return after(KICKOFF, -days * DAY);
}

function finished([home, away]: [number, number]) {
	return {
		status: 'finished' as const,
		homeGoals: home,
		awayGoals: away,
		homeFullTime: home,
		awayFullTime: away,
		finishedAt: DUE,
	};
}

async function storedAnalysis() {
	return database.db.matchAnalysis.findUniqueOrThrow({ where: { matchId: 'the match' } });
}
