import type { Database } from '../../server/db.ts';
import { AppError } from '../../server/errors.ts';
import { createSource } from '../../server/football/create-source.ts';
import type { RecordSource } from '../../server/football/fixture-record.ts';
import { matchdayOf } from '../../server/football/matchday.ts';
import { SIMULATED_LEAGUE } from '../../server/football/simulated.ts';
import { localDate } from '../../server/football/time-zones.ts';
import { createReplay, type ReplayPlan, readReplay, resumeReplay } from '../../server/replay/replay.ts';

/** How many matchdays of its newest season the league has played before the first one is shown. */
const PLAYED = 9;

/**
 * Without a source of real fixtures there is a league of invented clubs to look at: goes on with the
 * matchday that was being replayed, or takes the next one.
 * @returns what is replayed
 */
export async function prepareDemo(
	db: Database,
	{ seed, speed }: { seed: number; speed: number },
): Promise<ReplayPlan> {
	const earlier = await readReplay(db);
	if (earlier && !earlier.finishedAt) {
		await resumeReplay(db, speed);
		return { ...earlier, speed };
	}
	const source = { kind: 'simulated', seed } as const;
	const records = createSource(source);
	const date = await nextMatchday(records, earlier?.date ?? null);
	const replay = { competitionId: SIMULATED_LEAGUE.id, date, source, speed };
	await createReplay(db, replay, await firstKickoff(records, replay));
	return replay;
}

async function nextMatchday(records: RecordSource, after: string | null): Promise<string> {
	const { fixtures } = await records.listFixtures(SIMULATED_LEAGUE.id);
	const newest = fixtures.at(-1)?.season;
	const season = fixtures.filter((fixture) => fixture.season === newest);
	const dates = [...new Set(season.map(({ kickoffAt }) => localDate(kickoffAt, SIMULATED_LEAGUE.timeZone)))];
	const next = after === null ? dates[PLAYED] : dates.find((date) => date > after);
	const date = next ?? dates[PLAYED];
	if (!date) throw new AppError('invalid', 'The simulated league has no matchdays.');
	return date;
}

/** When the first match of a replay's day kicks off. */
async function firstKickoff(records: RecordSource, { competitionId, date }: ReplayPlan): Promise<Date> {
	const { timeZone } = await records.competition(competitionId);
	const { playable } = matchdayOf(await records.listFixtures(competitionId), timeZone, date);
	const [first] = playable.map(({ kickoffAt }) => kickoffAt).sort((a, b) => a.getTime() - b.getTime());
	if (!first) throw new AppError('not-found', `${competitionId} has no match to replay on ${date}.`);
	return first;
}
