import { createHash } from 'node:crypto';
import type { Database } from '../db.ts';
import { buildPrompt } from '../models/prompt.ts';
import { PermanentError } from '../queue/outcomes.ts';
import { matchAnalysisContent } from './analysis.ts';
import { matchLineups } from './lineups.ts';

/**
 * Stores the text that the models of a match are asked with, made from its stored analysis and line-ups
 * alone, so that a retroactive call gets the text it would have got before kick-off.
 */
export async function ensurePrompt(db: Database, matchId: string, now: Date): Promise<void> {
	const match = await db.match.findUnique({
		where: { id: matchId },
		include: { competition: true, homeTeam: true, awayTeam: true, analysis: true, lineup: true },
	});
	if (!match) throw new PermanentError(`There is no match ${matchId} to predict.`);
	const { analysis } = match;
	// What was fetched once it had kicked off may tell of the match itself.
	const lineup = match.lineup && match.lineup.fetchedAt < match.kickoffAt ? match.lineup : null;
	const text = buildPrompt({
		competition: match.competition.name,
		season: match.season,
		round: match.round,
		home: match.homeTeam.name,
		away: match.awayTeam.name,
		kickoffAt: match.kickoffAt,
		scoreCounts: match.competition.scoreCounts,
		analysis: analysis?.content ? matchAnalysisContent.parse(analysis.content) : null,
		lineups:
			lineup?.home && lineup.away ? matchLineups.parse({ home: lineup.home, away: lineup.away }) : null,
	});
	const sha256 = createHash('sha256').update(text).digest('hex');
	await db.prompt.createMany({ data: [{ matchId, text, sha256, madeAt: now }], skipDuplicates: true });
}
