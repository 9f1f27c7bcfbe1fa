import { after, HOUR, MINUTE } from '../../server/clock.ts';
import { SIMULATED_LEAGUE } from '../../server/football/simulated.ts';
import type { Fixture } from '../../server/football/source.ts';
import { storeFixtures } from '../../server/pipeline/store-fixtures.ts';
import type { ProcessContext } from '../../server/process.ts';

/** The kick-offs are spread over these hours from now: every window is open, and nothing is due yet. */
const [FIRST, LAST] = [7 * HOUR, 11 * HOUR];

/** Stores matches that kick off within the windows of all stages, and nothing else of them. */
export async function storeComingMatches(
	{ db, clock }: Pick<ProcessContext, 'db' | 'clock'>,
	count: number,
): Promise<void> {
	const now = clock.now();
	const fixtures = Array.from({ length: count }, (_, index): Fixture => {
		const [home, away] = [`Club ${index % 500}`, `Club ${500 + (index % 499)}`];
		return {
			sourceKey: `${SIMULATED_LEAGUE.id}/bench/${index}`,
			competition: SIMULATED_LEAGUE.id,
			season: 'bench',
			round: String(index),
			home,
			away,
			kickoffAt: after(now, FIRST + Math.floor(((LAST - FIRST) * index) / count / MINUTE) * MINUTE),
			kickoffConfirmed: true,
			status: 'scheduled',
			minute: null,
			goals: null,
			fullTime: null,
			extraTime: null,
		};
	});
	await db.competition.upsert({ where: { id: SIMULATED_LEAGUE.id }, create: SIMULATED_LEAGUE, update: {} });
	await storeFixtures(db, fixtures, now);
	await db.$executeRaw`ANALYZE "Match", "Team", "Competition"`;
}
