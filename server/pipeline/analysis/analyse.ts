import { latestCountedKickoff } from './as-of.ts';
import type { MatchAnalysisContent } from './content.ts';
import { eloRatings } from './elo.ts';
import { headToHead } from './head-to-head.ts';
import { leagueTable } from './league-table.ts';
import { inOrderOfPlay, type PastResult } from './past-result.ts';
import { analyseTeam } from './team-analysis.ts';

export interface AnalysedMatch {
	competitionId: string;
	/** The competition's name. */
	competition: string;
	season: string;
	home: string;
	away: string;
	kickoffAt: Date;
}

/**
 * What was known of both teams when the analysis of the match was due. Depends on the match and on the
 * results up to then alone: later ones are left out here, and the order of `results` is of no matter.
 * @param results finished matches of the competition and of both teams; see `collectResults`
 */
export function analyse(match: AnalysedMatch, results: readonly PastResult[]): MatchAnalysisContent {
	const until = latestCountedKickoff(match.kickoffAt).getTime();
	const known = inOrderOfPlay(results.filter(({ kickoffAt }) => kickoffAt.getTime() <= until));
	const ofCompetition = known.filter(({ competitionId }) => competitionId === match.competitionId);
	const background = {
		known,
		table: leagueTable(ofCompetition.filter(({ season }) => season === match.season)),
		elo: eloRatings(ofCompetition),
		kickoffAt: match.kickoffAt,
	};
	return {
		competition: match.competition,
		season: match.season,
		home: analyseTeam(match.home, 'home', background),
		away: analyseTeam(match.away, 'away', background),
		headToHead: headToHead(match.home, match.away, known),
	};
}
