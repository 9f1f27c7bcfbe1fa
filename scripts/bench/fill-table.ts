import { after, DAY } from '../../server/clock.ts';
import type { ProcessContext } from '../../server/process.ts';

/** Adds so many finished matches that nobody predicted to the table, spread over the last ten years. */
export async function fillTable(
	{ db, clock }: Pick<ProcessContext, 'db' | 'clock'>,
	competitionId: string,
	count: number,
): Promise<void> {
	const [from, to] = [after(clock.now(), -3_650 * DAY), clock.now()];
	await db.$executeRaw`
		INSERT INTO "Match" (id, "sourceKey", "competitionId", season, round, "homeTeamId", "awayTeamId", "kickoffAt",
			"kickoffConfirmed", status, "homeGoals", "awayGoals", "homeFullTime", "awayFullTime", "ingestedAt", "finishedAt")
		SELECT 'old' || number, 'old/' || number, ${competitionId}, 'old', '1', teams.home, teams.away, at, true,
			'finished', 1, 0, 1, 0, ${to}, at + interval '2 hours'
		FROM generate_series(1, ${count}::int) AS number,
			LATERAL (SELECT ${from}::timestamptz + (${to}::timestamptz - ${from}::timestamptz) * number / (${count}::int + 1) AS at) kickoff,
			(SELECT min(id) AS home, max(id) AS away FROM "Team") teams`;
	await db.$executeRaw`ANALYZE "Match"`;
}
