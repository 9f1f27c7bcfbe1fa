import { Prisma } from '../../../prisma/generated/client.ts';
import { after, DAY } from '../../../server/clock.ts';
import { createSource } from '../../../server/football/create-source.ts';
import { SIMULATED_LEAGUE } from '../../../server/football/simulated.ts';
import { matchIds } from '../../../server/pipeline/match-condition.ts';
import { storeFixtures } from '../../../server/pipeline/store-fixtures.ts';
import type { ProcessContext } from '../../../server/process.ts';

/** A competition that no scheduling worker reads: nobody but a backfill asks for its matches. */
const COMPETITION = { ...SIMULATED_LEAGUE, id: 'bench.1', name: 'Bench League' };

type Deps = Pick<ProcessContext, 'db' | 'clock'>;

/** Stores finished matches that nobody predicted, all over before now. @returns the ids of the newest `count` */
export async function storeHistory({ db, clock }: Deps, count: number): Promise<string[]> {
	const { fixtures } = await createSource({ kind: 'simulated' }).listFixtures(SIMULATED_LEAGUE.id);
	const ours = fixtures.slice(0, 2 * count).map((fixture) => ({
		...fixture,
		sourceKey: `${COMPETITION.id}/${fixture.sourceKey}`,
		competition: COMPETITION.id,
	}));
	await db.competition.create({ data: COMPETITION });
	await storeFixtures(db, ours, clock.now());
	const ids = await matchIds(db, Prisma.sql`m."competitionId" = ${COMPETITION.id}`);
	return ids.slice(-count);
}

/** Adds so many finished matches to the table, each with every prediction's absence, spread over ten years. */
export async function fillTable({ db, clock }: Deps, count: number): Promise<void> {
	const [from, to] = [after(clock.now(), -3_650 * DAY), clock.now()];
	await db.$executeRaw`
		INSERT INTO "Match" (id, "sourceKey", "competitionId", season, round, "homeTeamId", "awayTeamId", "kickoffAt",
			"kickoffConfirmed", status, "homeGoals", "awayGoals", "homeFullTime", "awayFullTime", "ingestedAt", "finishedAt")
		SELECT 'old' || number, 'old/' || number, ${COMPETITION.id}, 'old', '1', teams.home, teams.away, at, true,
			'finished', 1, 0, 1, 0, ${to}, at + interval '2 hours'
		FROM generate_series(1, ${count}::int) AS number,
			LATERAL (SELECT ${from}::timestamptz + (${to}::timestamptz - ${from}::timestamptz) * number / (${count}::int + 1) AS at) kickoff,
			(SELECT min(id) AS home, max(id) AS away FROM "Team") teams`;
	await db.$executeRaw`ANALYZE "Match"`;
}
