import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOpenFootballSource } from '../../server/football/openfootball.ts';
import { createSimulatedSource, SIMULATED_LEAGUE } from '../../server/football/simulated.ts';
import { COMPETITION, writeLeague } from './league.ts';

let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'touchline-league-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const read = async () =>
	(await createOpenFootballSource({ location: folder }).listFixtures(COMPETITION.id)).fixtures;

describe('writeLeague', () => {
	it('writes the simulated league as files that tell the same', async () => {
		const league = await writeLeague(folder, 3, 10);
		const simulated = await createSimulatedSource({ seed: 3 }).listFixtures(SIMULATED_LEAGUE.id);
		const told = ({
			season,
			round,
			home,
			away,
			kickoffAt,
			status,
			fullTime,
		}: (typeof simulated.fixtures)[number]) =>
			JSON.stringify({ season, round, home, away, kickoffAt, status, fullTime });
		expect((await read()).map(told).sort()).toEqual(simulated.fixtures.map(told).sort());
		expect(league.date).toBe('2025-10-18');
		expect(league.matches).toHaveLength(10);
	});

	it('changes what the source tells of a match', async () => {
		const league = await writeLeague(folder, 3, 10);
		const moved = await league.move(4, -45);
		const postponed = await league.postpone(9);
		expect(moved.kickoffAt).toEqual(new Date('2025-10-18T13:15:00Z'));
		const fixtures = await read();
		const of = (key: string) => fixtures.find(({ sourceKey }) => sourceKey === key);
		expect(of(moved.sourceKey)).toMatchObject({ kickoffAt: moved.kickoffAt, fullTime: moved.fullTime });
		expect(of(postponed.sourceKey)).toMatchObject({ status: 'postponed', fullTime: null });
		await expect(league.postpone(10)).rejects.toThrow('no match 10');
	});
});
