import { Prisma } from '../../../prisma/generated/client.ts';
import { createSource } from '../../../server/football/create-source.ts';
import { SIMULATED_LEAGUE } from '../../../server/football/simulated.ts';
import { matchIds } from '../../../server/pipeline/match-condition.ts';
import { storeFixtures } from '../../../server/pipeline/store-fixtures.ts';
import type { ProcessContext } from '../../../server/process.ts';

/** A competition that no scheduling worker reads: nobody but a backfill asks for its matches. */
export const COMPETITION = { ...SIMULATED_LEAGUE, id: 'bench.1', name: 'Bench League' };

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
