import type { Database } from '../../db.ts';
import type { FixtureStatus } from '../../football/source.ts';
import { isAsked } from '../enabled-models.ts';
import type { MatchCondition } from '../match-condition.ts';

/** A match that does not have a prediction of every enabled model, or has retroactive ones where those are asked for. */
export interface Gap {
	matchId: string;
	competition: string;
	home: string;
	away: string;
	kickoffAt: Date;
	kickoffConfirmed: boolean;
	status: FixtureStatus;
	/** The first stage that has not ended. */
	firstMissing: 'analysis' | 'lineups' | 'predictions';
	/** Enabled models without a prediction, as the other lists in order of their ids. */
	missing: string[];
	/** Enabled models with a retroactive prediction. */
	retroactive: string[];
	/** Those of the missing ones that have an open failure. */
	failed: string[];
	/** Those of the missing ones that an operator cleared. */
	cleared: string[];
	/** A stage before the answers failed, and is open. */
	stageFailed: boolean;
	/** An operator cleared the asking of all models at once. */
	fanOutCleared: boolean;
	/** The pipeline looks after the match by itself, whatever a backfill does. */
	claimed: boolean;
	/** The backfill that has it, and has not ended. */
	runId: string | null;
}

/**
 * The matches that fulfil the condition and lack predictions of enabled models, with what they lack: one query.
 * @param claimed tells the matches that the pipeline looks after by itself
 * @param most answers at most so many, the newest first
 * @param retroactive finds those with retroactive predictions as well
 */
export function findGaps(
	db: Pick<Database, '$queryRaw'>,
	condition: MatchCondition,
	{ claimed, most, retroactive = false }: { claimed: MatchCondition; most: number; retroactive?: boolean },
): Promise<Gap[]> {
	return db.$queryRaw<Gap[]>`
		WITH enabled AS MATERIALIZED (SELECT id FROM "Model" model WHERE ${isAsked}),
		found AS MATERIALIZED (
			SELECT m.id, given.missing, given.retroactive
			FROM "Match" m
			-- Most matches lack nothing: to count what they have is a quarter of the work of naming what they lack.
			CROSS JOIN LATERAL (
				SELECT count(*) FILTER (WHERE p."modelId" IN (SELECT id FROM enabled)) AS stored
				FROM "Prediction" p WHERE p."matchId" = m.id
			) counted
			CROSS JOIN LATERAL (
				SELECT coalesce(array_agg(enabled.id ORDER BY enabled.id) FILTER (WHERE p.id IS NULL), '{}') AS missing,
					coalesce(array_agg(enabled.id ORDER BY enabled.id) FILTER (WHERE p.retroactive), '{}') AS retroactive
				FROM enabled LEFT JOIN "Prediction" p ON p."matchId" = m.id AND p."modelId" = enabled.id
			) given
			WHERE (${condition})
				AND (counted.stored < (SELECT count(*) FROM enabled)
					OR ${retroactive} AND EXISTS (SELECT FROM "Prediction" p WHERE p."matchId" = m.id AND p.retroactive))
				AND (given.missing <> '{}' OR ${retroactive} AND given.retroactive <> '{}')
			ORDER BY m."kickoffAt" DESC, m.id
			LIMIT ${most}
		)
		SELECT m.id AS "matchId", c.name AS competition, home.name AS home, away.name AS away, m."kickoffAt",
			m."kickoffConfirmed", m.status::text AS status,
			CASE WHEN analysis."matchId" IS NULL THEN 'analysis' WHEN lineup."matchId" IS NULL THEN 'lineups'
				ELSE 'predictions' END AS "firstMissing",
			found.missing, found.retroactive, failure.failed, failure.cleared, failure."stageFailed",
			failure."fanOutCleared",
			(${claimed}) AS claimed, running."runId"
		FROM found
		JOIN "Match" m ON m.id = found.id
		JOIN "Competition" c ON c.id = m."competitionId"
		JOIN "Team" home ON home.id = m."homeTeamId"
		JOIN "Team" away ON away.id = m."awayTeamId"
		LEFT JOIN "MatchAnalysis" analysis ON analysis."matchId" = m.id
		LEFT JOIN "Lineup" lineup ON lineup."matchId" = m.id
		CROSS JOIN LATERAL (
			SELECT
				coalesce(array_agg(f."modelId" ORDER BY f."modelId") FILTER (WHERE f."resolvedAt" IS NULL AND asked), '{}') AS failed,
				coalesce(array_agg(f."modelId" ORDER BY f."modelId") FILTER (WHERE f.resolution = 'cleared' AND asked), '{}') AS cleared,
				coalesce(bool_or(f."resolvedAt" IS NULL AND f."modelId" IS NULL), false) AS "stageFailed",
				coalesce(bool_or(f.resolution = 'cleared' AND f."modelId" IS NULL AND f.stage = 'predictions'), false)
					AS "fanOutCleared"
			FROM (
				SELECT *, "modelId" = ANY(found.missing) AS asked FROM "JobFailure"
				WHERE "matchId" = m.id AND stage IN ('analysis', 'lineups', 'predictions')
			) f
		) failure
		LEFT JOIN LATERAL (
			SELECT item."runId" FROM "BackfillItem" item JOIN "BackfillRun" run ON run.id = item."runId"
			WHERE item."matchId" = m.id AND item."endedAt" IS NULL AND run."endedAt" IS NULL LIMIT 1
		) running ON true
		ORDER BY m."kickoffAt" DESC, m.id`;
}
