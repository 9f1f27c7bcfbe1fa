import type { Database } from '../db.ts';
import { onDay } from './progress.ts';
import type { ReplayPlan } from './replay.ts';

/** A prediction with everything that its points follow from. */
export interface ExportedPrediction {
	competition: string;
	home: string;
	away: string;
	/** ISO 8601, UTC. */
	kickoff: string;
	/** The score that counted; null while the match is not settled. */
	homeScore: number | null;
	awayScore: number | null;
	model: string;
	predictedHome: number;
	predictedAway: number;
	/** ISO 8601, UTC. */
	madeAt: string;
	retroactive: boolean;
	quotaHome: number | null;
	quotaDraw: number | null;
	quotaAway: number | null;
	tendencyPoints: number | null;
	goalDifferenceBonus: number | null;
	exactScoreBonus: number | null;
	points: number | null;
}

/** Every prediction for the matches of a replay's day, by kick-off, home team and model. */
export async function exportedPredictions(
	db: Database,
	replay: Pick<ReplayPlan, 'competitionId' | 'date'>,
): Promise<ExportedPrediction[]> {
	const rows = await db.$queryRaw<
		(Omit<ExportedPrediction, 'kickoff' | 'madeAt'> & { kickoff: Date; madeAt: Date })[]
	>`
		SELECT m."competitionId" AS competition, home.name AS home, away.name AS away, m."kickoffAt" AS kickoff,
			s."homeScore", s."awayScore", p."modelId" AS model,
			p."homeGoals" AS "predictedHome", p."awayGoals" AS "predictedAway", p."madeAt", p.retroactive,
			s."quotaHome", s."quotaDraw", s."quotaAway",
			p."tendencyPoints", p."goalDifferenceBonus", p."exactScoreBonus", p.points
		FROM "Prediction" p
		JOIN "Match" m ON m.id = p."matchId"
		JOIN "Competition" c ON c.id = m."competitionId"
		JOIN "Team" home ON home.id = m."homeTeamId"
		JOIN "Team" away ON away.id = m."awayTeamId"
		LEFT JOIN "Settlement" s ON s.id = p."settlementId"
		WHERE ${onDay(replay)}
		ORDER BY m."kickoffAt", home.name, p."modelId"`;
	return rows.map(({ kickoff, madeAt, ...row }) => ({
		...row,
		kickoff: kickoff.toISOString(),
		madeAt: madeAt.toISOString(),
	}));
}
