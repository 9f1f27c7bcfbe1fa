import { Prisma } from '../../prisma/generated/client.ts';
import { after, DAY } from '../../server/clock.ts';
import type { Transaction } from '../../server/db.ts';
import { type League, leagues } from './leagues.ts';

/** Stores competitions, clubs and matches, and leaves in `match_draft` what the other steps have to know about each. */
export async function storeMatches(
	tx: Transaction,
	{ matches, now }: { matches: number; now: Date },
): Promise<void> {
	const shares = sharesOf(matches);
	const followedSince = after(now, -shares.days * DAY - DAY);
	await storeLeagues(tx, leagues(matches), followedSince);
	await draftMatches(tx, shares, now);
	await tx.$executeRaw`
		INSERT INTO "Match" (id, "sourceKey", "competitionId", season, round, "homeTeamId", "awayTeamId", "kickoffAt",
			"kickoffConfirmed", status, minute, "homeGoals", "awayGoals", "homeFullTime", "awayFullTime", "homeExtraTime", "awayExtraTime",
			"ingestedAt", "rescheduledAt", "finishedAt")
		SELECT id, "competitionId" || '/' || season || '/' || place || number, "competitionId", season,
			'Matchday ' || 1 + extract(doy FROM "kickoffAt" - interval '181 days')::int * 38 / 367, "homeTeamId", "awayTeamId", "kickoffAt",
			place <> 'later' OR number % 5 > 0, status::"MatchStatus",
			CASE WHEN status = 'live' THEN least(90, 1 + extract(epoch FROM ${now} - "kickoffAt")::int / 66) END,
			CASE WHEN status IN ('live', 'finished') THEN "homeGoals" + extra END, CASE WHEN status IN ('live', 'finished') THEN "awayGoals" END,
			CASE WHEN status = 'finished' THEN "homeGoals" END, CASE WHEN status = 'finished' THEN "awayGoals" END,
			CASE WHEN extra > 0 THEN "homeGoals" + extra END, CASE WHEN extra > 0 THEN "awayGoals" END,
			least("kickoffAt" - interval '20 days', ${now}::timestamptz - interval '1 day'),
			CASE WHEN status IN ('postponed', 'cancelled', 'abandoned', 'awarded') THEN least("kickoffAt", ${now}) - interval '1 hour' END,
			"finishedAt"
		FROM match_draft`;
}

/** How many matches kick off when. */
interface Shares {
	live: number;
	/** Within 48 h. */
	soon: number;
	/** Within two weeks. */
	later: number;
	past: number;
	/** That those of the past are spread over. */
	days: number;
}

function sharesOf(matches: number): Shares {
	const live = Math.min(8, Math.floor(matches / 12));
	const soon = Math.min(100, Math.floor(matches / 4));
	const later = Math.min(240, Math.floor(matches / 10));
	const past = matches - live - soon - later;
	return { live, soon, later, past, days: Math.min(3_650, Math.ceil(past * 1.2)) };
}

async function storeLeagues(tx: Transaction, stored: League[], followedSince: Date): Promise<void> {
	await tx.competition.createMany({
		data: stored.map(({ clubs, ...league }) => ({ ...league, followedSince })),
	});
	const clubs = stored.flatMap((league) => league.clubs.map((name) => ({ league: league.id, name })));
	await tx.$executeRaw`
		CREATE TEMP TABLE club_draft ON COMMIT DROP AS
		SELECT league, name, pg_temp.id('team/' || name) AS id, pg_temp.chance('strength/' || name) AS strength,
			(row_number() OVER (PARTITION BY league ORDER BY name) - 1)::int AS slot
		FROM jsonb_to_recordset(${JSON.stringify(clubs)}::jsonb) AS club (league text, name text)`;
	await tx.$executeRaw`INSERT INTO "Team" (id, name) SELECT id, name FROM club_draft`;
}

/**
 * `place` says whether a match is of the past, live, soon or later; `number` counts within it, from the one that is nearest to now.
 * A match of the past may be `unserved` (nobody was asked, its settlement failed), `refused` (calls of it failed, and are open),
 * `mended` (they failed, and were resolved) or `late` (predicted after the event).
 */
async function draftMatches(
	tx: Transaction,
	{ live, soon, later, past, days }: Shares,
	now: Date,
): Promise<void> {
	await tx.$executeRaw`
		CREATE TEMP TABLE match_draft ON COMMIT DROP AS
		WITH timed AS (
			SELECT 'past' AS place, number, ${now}::timestamptz - interval '3 hours'
				- ${days}::float8 * interval '1 day' * power((number - 0.5) / ${past}::float8, 1.2) AS at FROM generate_series(1, ${past}::int) number
			UNION ALL SELECT 'live', number, ${now}::timestamptz - interval '8 min' - interval '90 min' * (number - 1) / ${live}::float8
				FROM generate_series(1, ${live}::int) number
			UNION ALL SELECT 'soon', number, ${now}::timestamptz + interval '5 min'
				+ interval '47 hours' * power((number - 0.5) / ${soon}::float8, 1.6) FROM generate_series(1, ${soon}::int) number
			UNION ALL SELECT 'later', number, ${now}::timestamptz + interval '2 days' + interval '12 days' * number / ${later}::float8
				FROM generate_series(1, ${later}::int) number
		), drawn AS (
			SELECT place, number, pg_temp.id(place || '/' || number) AS id, league.id AS "competitionId", league."scoreCounts",
				date_bin('5 min', at, 'epoch') + CASE WHEN place = 'soon' THEN interval '5 min' ELSE '0' END AS "kickoffAt",
				home.id AS "homeTeamId", away.id AS "awayTeamId", home.name AS home, away.name AS away,
				greatest(0.35, 1.45 + 1.5 * (home.strength - away.strength)) AS "homeRate",
				greatest(0.3, 1.15 - 1.5 * (home.strength - away.strength)) AS "awayRate"
			FROM timed
			JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS nth, count(*) OVER () AS of FROM "Competition") league
				ON league.nth = floor(pg_temp.chance('league/' || place || number) * league.of)
			JOIN club_draft home ON home.league = league.id AND home.slot = floor(pg_temp.chance('home/' || timed.place || number) * 20)
			JOIN club_draft away ON away.league = league.id
				AND away.slot = (home.slot + 1 + floor(pg_temp.chance('away/' || timed.place || number) * 19))::int % 20
		), scored AS (
			SELECT *, to_char("kickoffAt" - interval '181 days', 'YYYY-') || to_char("kickoffAt" + interval '184 days', 'YY') AS season,
				${goals('home')} AS "homeGoals", ${goals('away')} AS "awayGoals",
				CASE place
					WHEN 'past' THEN CASE WHEN number % 71 = 11
						THEN (ARRAY['postponed', 'cancelled', 'abandoned', 'awarded'])[1 + number / 71 % 4] ELSE 'finished' END
					WHEN 'live' THEN 'live'
					ELSE CASE WHEN number % 20 = 9 THEN 'postponed' ELSE 'scheduled' END
				END AS status,
				CASE WHEN place <> 'past' OR number % 71 = 11 THEN NULL
					WHEN number BETWEEN 2 AND least(44, 3 + ${past}::int / 40) THEN 'unserved'
					WHEN number % 9 = 5 AND number < 50 OR number % 200 = 150 THEN 'refused'
					WHEN number % 50 = 7 OR number BETWEEN 10 AND 14 THEN 'mended'
					WHEN number % 97 = 16 THEN 'late'
				END AS trouble
			FROM drawn
		)
		SELECT *, CASE WHEN status = 'finished' THEN "kickoffAt" + interval '112 min' END AS "finishedAt",
			CASE WHEN status = 'finished' AND "scoreCounts" = 'after_extra_time' AND "homeGoals" = "awayGoals" AND number % 4 = 0
				THEN 1 ELSE 0 END AS extra
		FROM scored
		-- As they come in: what kicks off together stands together.
		ORDER BY "kickoffAt", id`;
	await tx.$executeRaw`ANALYZE match_draft`;
}

/** Goals of one side, as many as Poisson's distribution has them at its rate, five at most. */
function goals(side: 'home' | 'away'): Prisma.Sql {
	const rate = Prisma.raw(`"${side}Rate"`);
	return Prisma.sql`(
		SELECT count(*)::int FROM (VALUES (1.0), (1 + ${rate}), (1 + ${rate} + ${rate} ^ 2 / 2),
			(1 + ${rate} + ${rate} ^ 2 / 2 + ${rate} ^ 3 / 6), (1 + ${rate} + ${rate} ^ 2 / 2 + ${rate} ^ 3 / 6 + ${rate} ^ 4 / 24)) bound (sum)
		WHERE pg_temp.chance(${`${side}Goals/`} || place || number) > sum * exp(-${rate})
	)`;
}
