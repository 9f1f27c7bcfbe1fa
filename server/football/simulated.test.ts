import { describe, expect, it } from 'vitest';
import { matchdayOf } from './matchday.ts';
import { createSimulatedSource, SIMULATED_LEAGUE } from './simulated.ts';
import type { Score } from './source.ts';

const { id, timeZone } = SIMULATED_LEAGUE;
const listOf = (seed: number) => createSimulatedSource({ seed }).listFixtures(id);

describe('the simulated league', () => {
	it('is the same for the same seed, and another for another', async () => {
		expect(await listOf(7)).toEqual(await listOf(7));
		expect(await listOf(7)).not.toEqual(await listOf(8));
	});

	it('has two seasons of the same 20 clubs, in order of kick-off, all finished', async () => {
		const { fixtures, problems } = await listOf(1);
		expect(problems).toEqual([]);
		for (const season of ['2024-25', '2025-26']) {
			const played = fixtures.filter((fixture) => fixture.season === season);
			expect(new Set(played.map(({ home, away }) => `${home} v ${away}`)).size).toBe(380);
			expect(new Set(played.map(({ home }) => home)).size).toBe(20);
		}
		expect(new Set(fixtures.map(({ home }) => home)).size).toBe(20);
		expect(new Set(fixtures.map(({ sourceKey }) => sourceKey)).size).toBe(760);
		expect(fixtures.every(({ status, kickoffConfirmed }) => status === 'finished' && kickoffConfirmed)).toBe(
			true,
		);
		expect(fixtures).toEqual(fixtures.toSorted((a, b) => a.kickoffAt.getTime() - b.kickoffAt.getTime()));
	});

	it('plays a matchday on one Saturday, at the usual times, through the change of clocks', async () => {
		const list = await listOf(1);
		for (const [date, offset] of [
			['2025-08-16', '+01:00'],
			['2025-11-01', '+00:00'],
			['2026-05-02', '+01:00'],
			['2024-08-17', '+01:00'],
		]) {
			const { playable, leftOut } = matchdayOf(list, timeZone, date ?? '');
			expect(leftOut).toEqual([]);
			expect(new Set(playable.map(({ round }) => round)).size).toBe(1);
			const times = ['12:30', ...new Array(7).fill('15:00'), '17:30', '20:00'];
			expect(playable.map(({ kickoffAt }) => kickoffAt)).toEqual(
				times.map((time) => new Date(`${date}T${time}${offset}`)),
			);
		}
	});

	it('scores like a first division: home sides win more often, draws are common', async () => {
		const { fixtures } = await listOf(1);
		const scores = fixtures.map(({ fullTime }) => fullTime).filter((score): score is Score => score !== null);
		const share = (counts: (score: Score) => boolean) => scores.filter(counts).length / scores.length;
		expect(scores).toHaveLength(760);
		const home = share((score) => score.home > score.away);
		const draw = share((score) => score.home === score.away);
		expect(home).toBeGreaterThan(1 - home - draw);
		expect(draw).toBeGreaterThan(0.15);
		expect(draw).toBeLessThan(0.35);
		const goals = scores.reduce((sum, score) => sum + score.home + score.away, 0) / scores.length;
		expect(goals).toBeGreaterThan(2.2);
		expect(goals).toBeLessThan(3.5);
	});

	it('never has more goals at half-time than at full time', async () => {
		for (const { halfTime, fullTime } of (await listOf(3)).fixtures) {
			expect(halfTime?.home).toBeLessThanOrEqual(fullTime?.home ?? -1);
			expect(halfTime?.away).toBeLessThanOrEqual(fullTime?.away ?? -1);
		}
	});

	it('names eleven different players a side, as many in each line as the formation says', async () => {
		const source = createSimulatedSource();
		const { fixtures } = await source.listFixtures(id);
		for (const { sourceKey } of fixtures.slice(0, 40)) {
			const lineups = await source.fetchLineups(sourceKey);
			expect(await source.fetchLineups(sourceKey)).toEqual(lineups);
			for (const side of [lineups?.home, lineups?.away]) {
				expect(new Set(side?.players).size).toBe(11);
				const lines = side?.formation?.split('-').map(Number) ?? [];
				expect(lines.reduce((sum, count) => sum + count, 0)).toBe(10);
			}
		}
		expect(await source.fetchLineups('sim.1/nothing')).toBeNull();
	});

	it('gives named matches, and leaves out keys that it does not know', async () => {
		const source = createSimulatedSource();
		const [first] = (await source.listFixtures(id)).fixtures;
		expect(await source.fetchFixtures(['sim.1/nothing', first?.sourceKey ?? ''])).toEqual([first]);
	});

	it('knows its own competition only', async () => {
		const source = createSimulatedSource();
		expect(await source.competition(id)).toEqual(SIMULATED_LEAGUE);
		for (const asked of [source.competition('en.1'), source.listFixtures('en.1')])
			await expect(asked).rejects.toMatchObject({
				code: 'not-found',
				message: 'The simulated source has no competition "en.1": it has sim.1.',
			});
	});

	it('starts on the Saturday that it is given', async () => {
		const { fixtures } = await createSimulatedSource({ seasonStart: '2027-03-06' }).listFixtures(id);
		expect([fixtures[0]?.season, fixtures[380]?.season]).toEqual(['2026', '2027']);
		expect(fixtures[380]?.kickoffAt).toEqual(new Date('2027-03-06T12:30:00Z'));
	});

	it.each(['2025-08-17', '2025-02-30', 'soon', ''])('does not start on "%s"', (seasonStart) => {
		expect(() => createSimulatedSource({ seasonStart })).toThrow(
			expect.objectContaining({
				code: 'invalid',
				message: expect.stringContaining('give a Saturday, such as 2025-08-16'),
			}),
		);
	});
});
