import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { matchdayOf } from '../../server/football/matchday.ts';
import { createOpenFootballSource } from '../../server/football/openfootball.ts';
import { dueBeforeKickoff } from '../../server/pipeline/stages.ts';
import { COMPETITION, DATE, FIRST_KICKOFF, LAST_KICKOFF, MATCHES, writeMatchday } from './matchday.ts';

let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'touchline-matchday-'));
	await writeMatchday(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it('has 43 matches of 86 clubs on its day, and three matchdays before', async () => {
	const list = await createOpenFootballSource({ location: folder }).listFixtures(COMPETITION.id);
	expect(list.problems).toEqual([]);
	expect(list.fixtures).toHaveLength(4 * MATCHES);
	const { playable, leftOut } = matchdayOf(list, COMPETITION.timeZone, DATE);
	expect(leftOut).toEqual([]);
	expect(new Set(playable.flatMap(({ home, away }) => [home, away])).size).toBe(2 * MATCHES);
	const kickoffs = playable.map(({ kickoffAt }) => kickoffAt.getTime());
	expect(Math.min(...kickoffs)).toBe(FIRST_KICKOFF.getTime());
	expect(Math.max(...kickoffs)).toBe(LAST_KICKOFF.getTime());
});

it('has every analysis due before the first predictions', () => {
	const lastAnalysis = dueBeforeKickoff('analysis', LAST_KICKOFF);
	expect(lastAnalysis < dueBeforeKickoff('predictions', FIRST_KICKOFF)).toBe(true);
});
