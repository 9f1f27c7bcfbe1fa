import { after, DAY } from '../clock.ts';
import type { Database } from '../db.ts';
import { VOID_STATUSES } from '../football/source.ts';
import { isAsked } from '../pipeline/enabled-models.ts';
import { startOf } from './ages.ts';

/** Days that are told anew by each run, today among them; and those before that are filled in when they lack. */
const TOLD_ANEW = 2;
const FILLED_IN = 7;

/**
 * Stores how the matches were served that kicked off on each of the last days (UTC), per competition. Today and
 * yesterday are told anew each time. An older day stays as it is, because the models that were enabled then are known
 * no longer; unless nobody has told it yet, or by then fewer of its matches had kicked off.
 */
export async function storeServiceDays(db: Database, now: Date): Promise<void> {
	const today = startOf(DAY, now);
	const anewFrom = after(today, -(TOLD_ANEW - 1) * DAY);
	const from = after(today, -FILLED_IN * DAY);
	// Matches that were over before Touchline followed their competition are history that it read.
	await db.$executeRaw`
		WITH served AS MATERIALIZED (
			SELECT m.id, m."kickoffAt", m."competitionId", (m."kickoffAt" AT TIME ZONE 'UTC')::date AS day
			FROM "Match" m JOIN "Competition" c ON c.id = m."competitionId"
			WHERE m."kickoffAt" >= ${from} AND m."kickoffAt" <= ${now}
				AND m.status <> ALL(${VOID_STATUSES}::"MatchStatus"[])
				AND (m."ingestedAt" < m."kickoffAt" OR m."kickoffAt" > c."followedSince")
		), due AS (
			SELECT day, "competitionId" FROM served GROUP BY day, "competitionId"
			HAVING day >= ${anewFrom}::date OR count(*) > coalesce((
				SELECT told.matches FROM "ServiceDay" told
				WHERE told.day = served.day AND told."competitionId" = served."competitionId"
			), 0)
		), counted AS (
			SELECT day, "competitionId", count(*) AS matches, count(on_time.margin) AS served,
				percentile_cont(0.5) WITHIN GROUP (ORDER BY on_time.margin) AS p50,
				percentile_cont(0.05) WITHIN GROUP (ORDER BY on_time.margin) AS p5
			FROM served JOIN due USING (day, "competitionId") CROSS JOIN LATERAL (
				SELECT CASE WHEN every(p.id IS NOT NULL) THEN
					extract(epoch FROM served."kickoffAt" - max(p."madeAt"))::float8
				END AS margin
				FROM "Model" model LEFT JOIN "Prediction" p
					ON p."matchId" = served.id AND p."modelId" = model.id AND NOT p.retroactive
				WHERE ${isAsked}
			) on_time
			GROUP BY day, "competitionId"
		), gone AS (
			-- Its matches were put off, or called off.
			DELETE FROM "ServiceDay" told WHERE told.day >= ${anewFrom}::date AND NOT EXISTS (
				SELECT FROM counted WHERE counted.day = told.day AND counted."competitionId" = told."competitionId"
			)
		)
		INSERT INTO "ServiceDay" (day, "competitionId", matches, served, "marginP50", "marginP5")
		SELECT day, "competitionId", matches, served, p50, p5 FROM counted
		ON CONFLICT (day, "competitionId") DO UPDATE SET matches = EXCLUDED.matches, served = EXCLUDED.served,
			"marginP50" = EXCLUDED."marginP50", "marginP5" = EXCLUDED."marginP5"`;
}
