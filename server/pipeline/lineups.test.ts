import { describe, expect, it } from 'vitest';
import { START, storeMatch, testPipeline } from '../../tests/pipeline.ts';
import { HOUR, after as later, MINUTE } from '../clock.ts';
import type { FixtureSource, MatchLineups } from '../football/source.ts';
import { NotYetError } from '../queue/outcomes.ts';
import { fetchLineups } from './lineups.ts';

const pipeline = testPipeline();

const eleven = {
	formation: '4-3-3',
	players: Array.from({ length: 11 }, (_, index) => `Player ${index + 1}`),
};
const both: MatchLineups = { home: eleven, away: { ...eleven, formation: null } };

/** A source that has these line-ups, and counts how often it is asked. */
function sourceWith(lineups: MatchLineups | null, offersLineups = true) {
	const asked: string[] = [];
	const source: FixtureSource = {
		name: 'test source',
		offersLineups,
		batchSize: 20,
		competition: async (id) => ({ id, name: id, timeZone: 'UTC' }),
		listFixtures: async () => ({ fixtures: [], problems: [] }),
		fetchFixtures: async () => [],
		fetchLineups: async (key) => {
			asked.push(key);
			return lineups;
		},
	};
	return { source, asked };
}

async function fetchAt(minutesToKickoff: number, source: FixtureSource, analysed = true) {
	const { db, clock } = pipeline();
	const matchId = await storeMatch(pipeline(), { kickoffAt: later(START, minutesToKickoff * MINUTE) });
	clock.set(START);
	if (analysed) {
		await db.matchAnalysis.create({
			data: { matchId, madeAt: START, asOf: START, unavailableReason: 'no results' },
		});
	}
	const outcome = await fetchLineups({ ...pipeline(), source }, matchId).catch((error: unknown) => error);
	return { outcome, row: await db.lineup.findUnique({ where: { matchId } }) };
}

describe('fetchLineups', () => {
	it('stores what the source has', async () => {
		const { row } = await fetchAt(55, sourceWith(both).source);
		expect(row).toMatchObject({ home: both.home, away: both.away, unavailableReason: null });
	});

	it('asks again every five minutes while there are none, and not after the predictions are due', async () => {
		const { source } = sourceWith(null);
		expect((await fetchAt(55, source)).outcome).toMatchObject({ until: later(START, 5 * MINUTE) });
		expect((await fetchAt(33, source)).outcome).toMatchObject({ until: later(START, 3 * MINUTE) });
		const { outcome, row } = await fetchAt(30, source);
		expect(outcome).toBeUndefined();
		expect(row).toMatchObject({
			home: null,
			unavailableReason: 'test source had none 30 min before kick-off',
		});
	});

	it('never asks after kick-off, so that nothing known later reaches a prompt', async () => {
		const { source, asked } = sourceWith(both);
		const { row } = await fetchAt(-90, source);
		expect(asked).toEqual([]);
		expect(row).toMatchObject({ home: null });
	});

	it('does not wait for a source that never has any', async () => {
		const { source, asked } = sourceWith(both, false);
		const { row } = await fetchAt(600, source);
		expect(asked).toEqual([]);
		expect(row).toMatchObject({ unavailableReason: 'test source has no line-ups' });
	});

	it('waits for the analysis, until the predictions are due', async () => {
		const { source, asked } = sourceWith(both);
		const { outcome, row } = await fetchAt(55, source, false);
		expect(outcome).toBeInstanceOf(NotYetError);
		expect(row).toBeNull();
		expect(asked).toEqual([]);
		expect((await fetchAt(30, source, false)).row).toMatchObject({ home: null });
	});

	it('waits for its time', async () => {
		const { outcome } = await fetchAt(120, sourceWith(both).source);
		expect(outcome).toBeInstanceOf(NotYetError);
		expect(outcome).toMatchObject({ until: later(START, HOUR) });
	});
});
