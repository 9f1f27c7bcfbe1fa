import type { BonusRule, MatchStatus, ScoreCounts } from '../../../prisma/generated/enums.ts';
import type { Transaction } from '../../db.ts';
import type { Score } from '../../football/source.ts';
import { doubted } from '../doubted-results.ts';
import { type FinalScores, type Quotas, TENDENCIES, type Tendency } from '../scoring.ts';

/** All that settling a match depends on: its result, the rules, its newest revision, its predictions. */
export interface MatchToSettle extends FinalScores {
	id: string;
	status: MatchStatus;
	/** The source has to tell it once more. */
	resultDoubted: boolean;
	scoreCounts: ScoreCounts;
	bonusRule: BonusRule;
	quotaMin: number;
	quotaMax: number;
	last: LastRevision | null;
	predictions: number;
	/** Predictions that the newest revision did not score. */
	unscored: number;
	/** The predictions that the quotas are made from: those made on time, or all when none were. */
	counted: Record<Tendency, number>;
}

export interface LastRevision {
	revision: number;
	score: Score;
	/** Null when there was nothing to settle. */
	quotas: Quotas | null;
	/** N of the quota rule. */
	counted: number;
}

/** Reads matches with one query, however many. They must be locked: what is read is true until they are let go. */
export async function readMatches(tx: Transaction, ids: string[]): Promise<MatchToSettle[]> {
	const rows = await tx.$queryRaw<MatchRow[]>`
		SELECT m.id, m.status::text AS status, (${doubted}) AS "resultDoubted", m."homeFullTime", m."awayFullTime", m."homeExtraTime", m."awayExtraTime",
			c."scoreCounts"::text AS "scoreCounts", c."bonusRule"::text AS "bonusRule", c."quotaMin", c."quotaMax",
			last.revision AS last, predicted.*
		FROM "Match" m
		JOIN "Competition" c ON c.id = m."competitionId"
		LEFT JOIN LATERAL (
			SELECT s.id, jsonb_build_object(
				'revision', s.revision,
				'score', jsonb_build_object('home', s."homeScore", 'away', s."awayScore"),
				'quotas', CASE WHEN s."nothingToSettleReason" IS NULL THEN
					jsonb_build_object('home', s."quotaHome", 'draw', s."quotaDraw", 'away', s."quotaAway") END,
				'counted', s."predictionsCounted"
			) AS revision
			FROM "Settlement" s WHERE s."matchId" = m.id ORDER BY s.revision DESC LIMIT 1
		) last ON true
		CROSS JOIN LATERAL (
			SELECT count(*)::int AS predictions,
				(count(*) FILTER (WHERE p."settlementId" IS DISTINCT FROM last.id))::int AS unscored,
				jsonb_build_object(
					'home', count(*) FILTER (WHERE NOT p.retroactive AND p."homeGoals" > p."awayGoals"),
					'draw', count(*) FILTER (WHERE NOT p.retroactive AND p."homeGoals" = p."awayGoals"),
					'away', count(*) FILTER (WHERE NOT p.retroactive AND p."homeGoals" < p."awayGoals")
				) AS "onTime",
				jsonb_build_object(
					'home', count(*) FILTER (WHERE p."homeGoals" > p."awayGoals"),
					'draw', count(*) FILTER (WHERE p."homeGoals" = p."awayGoals"),
					'away', count(*) FILTER (WHERE p."homeGoals" < p."awayGoals")
				) AS "all"
			FROM "Prediction" p WHERE p."matchId" = m.id
		) predicted
		WHERE m.id = ANY(${ids})`;
	return rows.map(({ onTime, all, ...match }) => ({ ...match, counted: total(onTime) > 0 ? onTime : all }));
}

export function total(counts: Record<Tendency, number>): number {
	return TENDENCIES.reduce((sum, tendency) => sum + counts[tendency], 0);
}

interface MatchRow extends Omit<MatchToSettle, 'counted'> {
	onTime: MatchToSettle['counted'];
	all: MatchToSettle['counted'];
}
