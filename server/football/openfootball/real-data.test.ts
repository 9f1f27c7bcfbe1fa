import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { matchdayOf } from '../matchday.ts';
import { createOpenFootballSource } from '../openfootball.ts';

const DATA = '../shared/data/openfootball';

async function matchday(competition: string, date: string) {
	const source = createOpenFootballSource({ location: DATA });
	const { timeZone } = await source.competition(competition);
	return matchdayOf(await source.listFixtures(competition), timeZone, date);
}

// The data set is not part of the project; what it taught is also covered by the tests beside this one.
describe.skipIf(!existsSync(DATA))('the published files', () => {
	it.each([
		['en.1', 1140],
		['de.1', 918],
		['es.1', 1140],
		['fr.1', 918],
		['uefa.cl', 189],
		['co.1', 200],
	])('%s goes in whole', async (competition, matches) => {
		const { fixtures, problems } = await createOpenFootballSource({ location: DATA }).listFixtures(
			competition,
		);
		expect(problems).toEqual([]);
		expect(fixtures).toHaveLength(matches);
	});

	it('en.1 on 2025-05-25: ten matches with one kick-off', async () => {
		const { playable, leftOut } = await matchday('en.1', '2025-05-25');
		expect(leftOut).toEqual([]);
		expect(playable).toHaveLength(10);
		expect(new Set(playable.map(({ kickoffAt }) => kickoffAt.toISOString()))).toEqual(
			new Set(['2025-05-25T15:00:00.000Z']),
		);
		expect(playable.every(({ status }) => status === 'finished')).toBe(true);
	});

	it('uefa.cl on 2025-01-29: eighteen matches', async () => {
		expect((await matchday('uefa.cl', '2025-01-29')).playable).toHaveLength(18);
	});

	it('uefa.cl on 2025-03-12: one went to extra time and penalties', async () => {
		const { playable } = await matchday('uefa.cl', '2025-03-12');
		expect(playable).toHaveLength(4);
		expect(playable.filter(({ extraTime }) => extraTime !== null)).toMatchObject([
			{
				home: 'Club Atlético de Madrid (ESP)',
				away: 'Real Madrid CF (ESP)',
				fullTime: { home: 1, away: 0 },
				extraTime: { home: 1, away: 0 },
				goals: { home: 1, away: 0 },
			},
		]);
	});

	it('uefa.cl on 2025-05-31: the final has no result, and none is invented', async () => {
		const { playable, leftOut } = await matchday('uefa.cl', '2025-05-31');
		expect(playable).toEqual([]);
		expect(leftOut).toMatchObject([
			{
				fixture: { status: 'scheduled', goals: null, fullTime: null },
				reason:
					'Paris Saint-Germain FC (FRA) against FC Internazionale Milano (ITA) on 2025-05-31 is left out: the data has no result for it.',
			},
		]);
	});

	it('en.1 on 2026-03-21: one postponed, four without a result', async () => {
		const { playable, leftOut } = await matchday('en.1', '2026-03-21');
		expect(playable).toMatchObject([
			{ home: 'Manchester City FC', status: 'postponed', kickoffConfirmed: false },
		]);
		expect(leftOut).toHaveLength(4);
	});

	it('de.1 on 2024-12-14: an awarded match has no score', async () => {
		const { playable } = await matchday('de.1', '2024-12-14');
		expect(playable.filter(({ status }) => status === 'awarded')).toMatchObject([
			{ home: '1. FC Union Berlin', away: 'VfL Bochum 1848', goals: null, fullTime: null },
		]);
	});

	it('co.1 on 2025-05-04: an abandoned match', async () => {
		const { playable } = await matchday('co.1', '2025-05-04');
		expect(playable.filter(({ status }) => status === 'abandoned')).toMatchObject([
			{ home: 'Unión Magdalena', kickoffAt: new Date('2025-05-04T23:20:00Z') },
		]);
	});

	it('a late kick-off in Colombia belongs to its local date', async () => {
		const { playable } = await matchday('co.1', '2025-02-02');
		expect(playable.map(({ kickoffAt }) => kickoffAt.toISOString())).toContain('2025-02-03T01:30:00.000Z');
	});

	it('de.1 in 2025-26: 27 matches have no time yet', async () => {
		const { fixtures } = await createOpenFootballSource({ location: DATA }).listFixtures('de.1');
		const open = fixtures.filter(({ kickoffConfirmed }) => !kickoffConfirmed);
		expect(open).toHaveLength(27);
		expect(open.every(({ kickoffAt }) => kickoffAt.getUTCHours() === 13)).toBe(true);
	});
});
