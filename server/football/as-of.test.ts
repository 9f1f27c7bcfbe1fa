import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, HOUR, MINUTE } from '../clock.ts';
import { asOf, fullTimeAt } from './as-of.ts';
import type { FixtureRecord, RecordSource } from './fixture-record.ts';
import { createSimulatedSource } from './simulated.ts';
import { type FixtureStatus, VOID_STATUSES } from './source.ts';

const KICKOFF = new Date('2025-03-12T20:00:00Z');
const record: FixtureRecord = {
	sourceKey: 'uefa.cl/2024-25/Final/A/B',
	competition: 'uefa.cl',
	season: '2024-25',
	round: 'Final',
	home: 'A',
	away: 'B',
	kickoffAt: KICKOFF,
	kickoffConfirmed: true,
	status: 'finished',
	minute: null,
	goals: { home: 2, away: 1 },
	halfTime: { home: 1, away: 0 },
	fullTime: { home: 2, away: 1 },
	extraTime: null,
};
const withExtraTime: FixtureRecord = {
	...record,
	goals: { home: 3, away: 1 },
	fullTime: { home: 1, away: 1 },
	extraTime: { home: 3, away: 1 },
};

function sourceOf(match: FixtureRecord): RecordSource {
	const lineup = { formation: null, players: ['someone'] };
	return {
		name: 'test',
		offersLineups: true,
		batchSize: 20,
		competition: async (id) => ({ id, name: id, timeZone: 'UTC' }),
		listFixtures: async () => ({ fixtures: [match], problems: [{ where: 'file', reason: 'odd' }] }),
		fetchFixtures: async (keys) => (keys.includes(match.sourceKey) ? [match] : []),
		fetchLineups: async () => ({ home: lineup, away: lineup }),
	};
}

const told = (match: FixtureRecord, ms: number) => asOf(sourceOf(match), clockAt(after(KICKOFF, ms)));
const clockAt = (now: Date) => ({ now: () => now, realMs: (ms: number) => ms });

async function fixtureAt(match: FixtureRecord, ms: number) {
	const [fixture] = await told(match, ms).fetchFixtures([match.sourceKey]);
	return fixture;
}

describe('asOf', () => {
	it.each([
		[-1, 'scheduled', null, null],
		[0, 'live', 1, [0, 0]],
		[44 * MINUTE, 'live', 45, [0, 0]],
		[47 * MINUTE, 'live', 45, [1, 0]],
		[61 * MINUTE, 'live', 45, [1, 0]],
		[62 * MINUTE, 'live', 46, [1, 0]],
		[106 * MINUTE, 'live', 90, [1, 0]],
		[110 * MINUTE - 1, 'live', 90, [1, 0]],
		[110 * MINUTE, 'finished', null, [2, 1]],
	])('%d ms from kick-off the match is %s, minute %s, %j', async (ms, status, minute, goals) => {
		expect(await fixtureAt(record, ms)).toMatchObject({
			status,
			minute,
			goals: goals && { home: goals[0], away: goals[1] },
			fullTime: status === 'finished' ? { home: 2, away: 1 } : null,
		});
	});

	it('tells the 90 minutes while extra time is played, and the rest when it is over', async () => {
		expect(await fixtureAt(withExtraTime, 109 * MINUTE)).toMatchObject({ status: 'live', fullTime: null });
		for (const [elapsed, minute] of [
			[110, 90],
			[115, 91],
			[131, 105],
			[132, 106],
			[149, 120],
		] as const)
			expect(await fixtureAt(withExtraTime, elapsed * MINUTE)).toMatchObject({
				status: 'live',
				minute,
				goals: { home: 1, away: 1 },
				fullTime: { home: 1, away: 1 },
				extraTime: null,
			});
		expect(await fixtureAt(withExtraTime, 150 * MINUTE)).toMatchObject({
			status: 'finished',
			goals: { home: 3, away: 1 },
			extraTime: { home: 3, away: 1 },
		});
	});

	it('says 0-0 until full time when the source has no half-time score', async () => {
		expect(await fixtureAt({ ...record, halfTime: null }, 100 * MINUTE)).toMatchObject({
			goals: { home: 0, away: 0 },
		});
	});

	it('never tells a result before full time, and never takes one back', async () => {
		const goals = fc.record({ home: fc.nat(5), away: fc.nat(5) });
		const add = (a: { home: number; away: number }, b: typeof a) => ({
			home: a.home + b.home,
			away: a.away + b.away,
		});
		const records = fc
			.tuple(goals, goals, fc.option(goals), fc.boolean())
			.map(([first, second, extra, known]): FixtureRecord => {
				const fullTime = add(first, second);
				const extraTime = extra && add(fullTime, extra);
				return {
					...record,
					halfTime: known ? first : null,
					fullTime,
					extraTime,
					goals: extraTime ?? fullTime,
				};
			});
		const span = { min: -2 * HOUR, max: 4 * HOUR };
		await fc.assert(
			fc.asyncProperty(records, fc.integer(span), fc.integer(span), async (match, one, other) => {
				const [early, late] = [Math.min(one, other), Math.max(one, other)];
				const before = await fixtureAt(match, early);
				const then = await fixtureAt(match, late);
				const over = after(KICKOFF, early) >= fullTimeAt(match);
				expect(before?.status === 'finished').toBe(over);
				expect(before?.extraTime).toEqual(over ? match.extraTime : null);
				if (early < 110 * MINUTE) expect(before?.fullTime).toBeNull();
				if (early < 0) expect(before).toMatchObject({ status: 'scheduled', goals: null, minute: null });
				expect(then?.goals?.home ?? 0).toBeGreaterThanOrEqual(before?.goals?.home ?? 0);
				expect(then?.goals?.away ?? 0).toBeGreaterThanOrEqual(before?.goals?.away ?? 0);
				if (then?.status === 'live') expect(then.minute).toBeGreaterThanOrEqual(before?.minute ?? 0);
				expect(before).not.toHaveProperty('halfTime');
			}),
		);
	});

	it('tells the list as it tells a single match, with the problems', async () => {
		const source = told(record, MINUTE);
		const { fixtures, problems } = await source.listFixtures('uefa.cl');
		expect(fixtures).toEqual(await source.fetchFixtures([record.sourceKey]));
		expect(problems).toEqual([{ where: 'file', reason: 'odd' }]);
	});

	it.each(VOID_STATUSES)('tells %s from the start', async (status) => {
		const match: FixtureRecord = { ...record, status, goals: null, halfTime: null, fullTime: null };
		for (const ms of [-24 * HOUR, HOUR, 24 * HOUR])
			expect(await fixtureAt(match, ms)).toMatchObject({ status, goals: null });
	});

	it('invents nothing for a match without a result', async () => {
		const match: FixtureRecord = {
			...record,
			status: 'scheduled',
			goals: null,
			halfTime: null,
			fullTime: null,
		};
		for (const ms of [-HOUR, HOUR, 24 * HOUR])
			expect(await fixtureAt(match, ms)).toMatchObject({ status: 'scheduled', goals: null, fullTime: null });
	});

	it('tells the line-ups from an hour before kick-off', async () => {
		const lineups = (ms: number, key = record.sourceKey) => told(record, ms).fetchLineups(key);
		expect(await lineups(-HOUR - 1)).toBeNull();
		expect(await lineups(-HOUR)).toMatchObject({ home: { players: ['someone'] } });
		expect(await lineups(24 * HOUR)).not.toBeNull();
		expect(await lineups(0, 'uefa.cl/2024-25/Final/A/C')).toBeNull();
	});

	it('shows a league in the middle of its season', async () => {
		const source = asOf(createSimulatedSource(), clockAt(new Date('2026-01-03T16:00:00Z')));
		const { fixtures } = await source.listFixtures('sim.1');
		const count = (status: FixtureStatus) => fixtures.filter((fixture) => fixture.status === status).length;
		expect(count('finished')).toBe(380 + 20 * 10 + 1);
		expect(count('live')).toBe(7);
		expect(count('scheduled')).toBe(2 + 17 * 10);
		expect(await source.competition('sim.1')).toMatchObject({ name: 'Simulated Premier Division' });
	});
});
