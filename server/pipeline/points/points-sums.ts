import { Prisma } from '../../../prisma/generated/client.ts';

/** Chances are told apart by tenths: 0 to 10 %, 10 to 20 % and so on; 100 % belongs to the last. */
export const TENTHS = 10;

/** What `ModelPoints` adds up, by the names of its columns. */
export const SUMS = [
	'predictions',
	'points',
	'squares',
	'forecasts',
	'brier',
	'rankedProbability',
	'logLoss',
] as const;

export const CHANCES = ['chances', 'chanceSums', 'cameTrue'] as const;

/**
 * Adds up, straight from the predictions, what the models' predictions of some matches came to: a query with the
 * columns of `ModelPoints`, by day (UTC), competition, model, and whether they were retroactive. Only predictions with
 * points of finished matches count.
 * @param matches a query of matches: id, competitionId, status, kickoffAt
 * @param which a condition on `"Prediction" p`
 */
export function pointsOf(matches: Prisma.Sql, which = Prisma.sql`true`): Prisma.Sql {
	// Each prediction has three rows, one per chance: what is of the prediction itself counts with the first.
	const first = Prisma.sql`FILTER (WHERE chance.nth = 1)`;
	return Prisma.sql`
		WITH scored AS MATERIALIZED (${scoredOf(matches, which)}), chance AS (
			SELECT scored.*, nth, of, came, least(floor(${TENTHS}::int * of), ${TENTHS - 1}::int)::int AS tenth
			FROM scored LEFT JOIN LATERAL (
				SELECT "homeScore", "awayScore" FROM "Settlement" WHERE id = scored."settlementId" LIMIT 1
			) s ON true
			CROSS JOIN LATERAL (VALUES
				(1, "homeProbability", s."homeScore" > s."awayScore"),
				(2, "drawProbability", s."homeScore" = s."awayScore"),
				(3, "awayProbability", s."homeScore" < s."awayScore")
			) each(nth, of, came)
		)
		SELECT ${KEY}, ${sums(first)},
			${tenths((is) => Prisma.sql`(count(*) FILTER (WHERE ${is}))::int`)} AS chances,
			${tenths((is) => Prisma.sql`coalesce(sum(of) FILTER (WHERE ${is}), 0)`)} AS "chanceSums",
			${tenths((is) => Prisma.sql`(count(*) FILTER (WHERE ${is} AND came))::int`)} AS "cameTrue"
		FROM chance GROUP BY ${KEY}`;
}

/** The same without the chances: far less work, where nobody asks for them. */
export function sumsOf(matches: Prisma.Sql, which: Prisma.Sql): Prisma.Sql {
	return Prisma.sql`
		SELECT ${KEY}, ${sums(Prisma.empty)} FROM (${scoredOf(matches, which)}) scored GROUP BY ${KEY}`;
}

function scoredOf(matches: Prisma.Sql, which: Prisma.Sql): Prisma.Sql {
	return Prisma.sql`
		SELECT (m."kickoffAt" AT TIME ZONE 'UTC')::date AS start, m."competitionId", p."modelId", p.retroactive,
			p.points, p.brier, p."rankedProbability", p."logLoss", p."settlementId",
			p."homeProbability", p."drawProbability", p."awayProbability"
		FROM (${matches}) m JOIN "Prediction" p ON p."matchId" = m.id
		WHERE m.status = 'finished' AND p.points IS NOT NULL AND ${which}`;
}

/** `SUMS` of the rows that a filter takes. */
function sums(filter: Prisma.Sql): Prisma.Sql {
	return Prisma.sql`
		(count(*) ${filter})::int AS predictions, (sum(points) ${filter})::int AS points,
		(sum(points * points) ${filter})::int AS squares, (count(brier) ${filter})::int AS forecasts,
		coalesce(sum(brier) ${filter}, 0) AS brier,
		coalesce(sum("rankedProbability") ${filter}, 0) AS "rankedProbability",
		coalesce(sum("logLoss") ${filter}, 0) AS "logLoss"`;
}

/** An array with an element for each tenth; empty where nobody gave a chance. */
function tenths(expression: (is: Prisma.Sql) => Prisma.Sql): Prisma.Sql {
	return Prisma.sql`CASE WHEN count(brier) = 0 THEN '{}' ELSE ARRAY[${byTenth(expression)}] END`;
}

const KEY = Prisma.sql`start, "competitionId", "modelId", retroactive`;

/** An expression for each of the tenths. */
export function byTenth(expression: (is: Prisma.Sql, tenth: Prisma.Sql) => Prisma.Sql): Prisma.Sql {
	return Prisma.join(
		Array.from({ length: TENTHS }, (_, index) => {
			const tenth = Prisma.raw(String(index));
			return expression(Prisma.sql`tenth = ${tenth}`, tenth);
		}),
	);
}
