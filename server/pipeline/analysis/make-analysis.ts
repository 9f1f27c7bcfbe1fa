import type { Database } from '../../db.ts';
import { NotYetError, PermanentError } from '../../queue/outcomes.ts';
import { isVoid } from '../plan.ts';
import { analyse } from './analyse.ts';
import { analysisAsOf, latestCountedKickoff } from './as-of.ts';
import { collectResults } from './collect-results.ts';

/**
 * `made`: stored now. `present`: there was one, or the reason why there is none; nothing changed.
 * `unavailable`: stored now that there is none. `void`: the match is off, nothing was stored.
 */
export type AnalysisOutcome = 'made' | 'present' | 'unavailable' | 'void';

/**
 * Stores the analysis of a match, once. It is unavailable when not one result counts of its competition
 * or its teams: it would say nothing. A new team, or a season's first matchday, has an analysis.
 * @throws NotYetError before the analysis is due, because results that belong to it are still to come
 * @throws PermanentError when there is no such match
 */
export async function makeAnalysis(
	db: Database,
	{ matchId, now }: { matchId: string; now: Date },
): Promise<AnalysisOutcome> {
	const match = await db.match.findUnique({
		where: { id: matchId },
		include: { competition: true, homeTeam: true, awayTeam: true, analysis: { select: { matchId: true } } },
	});
	if (!match) throw new PermanentError(`There is no match ${matchId} to analyse.`);
	if (match.analysis) return 'present';
	if (isVoid(match)) return 'void';

	const asOf = analysisAsOf(match.kickoffAt);
	if (now < asOf) throw new NotYetError(`The analysis of match ${matchId} is not due yet.`, asOf);

	const results = await collectResults(db, match);
	const findings =
		results.length === 0
			? { unavailableReason: nothingKnown(match) }
			: {
					content: analyse(
						{
							competitionId: match.competitionId,
							competition: match.competition.name,
							season: match.season,
							home: match.homeTeam.name,
							away: match.awayTeam.name,
							kickoffAt: match.kickoffAt,
						},
						results,
					),
				};
	const { count } = await db.matchAnalysis.createMany({
		data: [{ matchId, madeAt: now, asOf, ...findings }],
		skipDuplicates: true,
	});
	if (count === 0) return 'present';
	return 'content' in findings ? 'made' : 'unavailable';
}

function nothingKnown(match: {
	kickoffAt: Date;
	competition: { name: string };
	homeTeam: { name: string };
	awayTeam: { name: string };
}): string {
	const until = latestCountedKickoff(match.kickoffAt).toISOString().slice(0, 16).replace('T', ' ');
	return `No result up to ${until} UTC is stored: none of ${match.competition.name}, none of ${match.homeTeam.name} or ${match.awayTeam.name}.`;
}
