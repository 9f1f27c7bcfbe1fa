import { Prisma } from '../../prisma/generated/client.ts';

/**
 * Whether settlement `s` was made from the score of match `m` that counts now in competition `c`; the SQL
 * twin of `scoreThatCounts`.
 */
export const settlementStands = Prisma.sql`(s."homeScore", s."awayScore") = (
	CASE WHEN c."scoreCounts" = 'after_extra_time' THEN coalesce(m."homeExtraTime", m."homeFullTime") ELSE m."homeFullTime" END,
	CASE WHEN c."scoreCounts" = 'after_extra_time' THEN coalesce(m."awayExtraTime", m."awayFullTime") ELSE m."awayFullTime" END
)`;
