import type { Database } from '../../db.ts';
import { latestCountedKickoff } from './as-of.ts';
import type { PastResult } from './past-result.ts';

/**
 * The stored results that the analysis of a match goes by, in order of play: those of its competition,
 * all seasons, and those of both teams in any competition, as far as they count (see
 * `latestCountedKickoff`). Awarded results are left out: nobody stored when they were decided.
 */
export async function collectResults(
	db: Database,
	match: { competitionId: string; homeTeamId: string; awayTeamId: string; kickoffAt: Date },
): Promise<PastResult[]> {
	const teams = { in: [match.homeTeamId, match.awayTeamId] };
	const rows = await db.match.findMany({
		where: {
			status: 'finished',
			kickoffAt: { lte: latestCountedKickoff(match.kickoffAt) },
			OR: [{ competitionId: match.competitionId }, { homeTeamId: teams }, { awayTeamId: teams }],
		},
		orderBy: [{ kickoffAt: 'asc' }, { sourceKey: 'asc' }],
		select: {
			sourceKey: true,
			competitionId: true,
			season: true,
			kickoffAt: true,
			homeFullTime: true,
			awayFullTime: true,
			homeTeam: { select: { name: true } },
			awayTeam: { select: { name: true } },
		},
	});
	return rows.flatMap(({ homeFullTime, awayFullTime, homeTeam, awayTeam, ...row }) =>
		homeFullTime === null || awayFullTime === null
			? []
			: [
					{
						...row,
						home: homeTeam.name,
						away: awayTeam.name,
						homeGoals: homeFullTime,
						awayGoals: awayFullTime,
					},
				],
	);
}
