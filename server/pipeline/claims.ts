import { Prisma } from '../../prisma/generated/client.ts';
import { after } from '../clock.ts';
import { VOID_STATUSES } from '../football/source.ts';
import { doubted } from './doubted-results.ts';
import { isAsked } from './enabled-models.ts';
import type { MatchCondition } from './match-condition.ts';
import { settlementStands } from './settlement-stands.ts';
import type { Windows } from './stages.ts';

/**
 * The matches that have a claim on work at `now`. Their state ends the claim, not the clock: a match
 * that is owed stays so until it is settled or void. Owed are matches that Touchline knew before their
 * kick-off, those of which it has begun the work, and those that kicked off within the look-back.
 * All others are history.
 */
export function claimed(now: Date, windows: Windows): MatchCondition {
	return claimedSince(now, windows, Prisma.sql`m."kickoffAt" > ${after(now, -windows.lookBack)}`);
}

/**
 * The same, and the matches of the last days that Touchline had not heard of before their kick-off,
 * unless they had kicked off before it followed their competition: what it missed while all of it was down.
 */
export function claimedByBackfill(now: Date, windows: Windows): MatchCondition {
	return claimedSince(
		now,
		windows,
		Prisma.sql`m."kickoffAt" > ${after(now, -windows.backfill)} AND m."kickoffAt" > (
				SELECT c."followedSince" FROM "Competition" c WHERE c.id = m."competitionId")
			OR m."kickoffAt" > ${after(now, -windows.lookBack)}`,
	);
}

function claimedSince(now: Date, windows: Windows, recent: Prisma.Sql): MatchCondition {
	// Whatever its new time is, a match that was rescheduled may have jobs that were queued this long ago.
	const longest = Math.max(windows.analysis, windows.lineups, windows.predictions);
	const horizon = after(now, longest);
	const isOff = Prisma.sql`m.status = ANY(${VOID_STATUSES}::"MatchStatus"[])`;
	const owed = Prisma.sql`(m."ingestedAt" < m."kickoffAt" OR ${recent}
		OR EXISTS (SELECT FROM "MatchAnalysis" begun WHERE begun."matchId" = m.id))`;
	return Prisma.sql`
		m.status IN ('scheduled', 'live') AND m."kickoffAt" <= ${horizon} AND ${owed}
		OR m.status = 'finished' AND ${owed} AND (
			NOT coalesce((
				SELECT ${settlementStands} FROM "Settlement" s JOIN "Competition" c ON c.id = m."competitionId"
				WHERE s."matchId" = m.id ORDER BY s.revision DESC LIMIT 1
			), false)
			OR EXISTS (SELECT FROM "Prediction" p WHERE p."matchId" = m.id AND p.points IS NULL)
			OR m."kickoffAt" > ${after(now, -windows.backfill)}
				AND EXISTS (SELECT FROM "Model" model WHERE ${isAsked} AND NOT EXISTS (
					SELECT FROM "Prediction" p WHERE p."matchId" = m.id AND p."modelId" = model.id))
		)
		OR ${isOff}
			AND m."kickoffAt" > ${after(now, -windows.lookBack)} AND m."kickoffAt" <= ${horizon}
		OR (m.status = 'scheduled' OR ${isOff})
			AND m."rescheduledAt" > ${after(now, -longest)}`;
}

/** Claimed matches that have kicked off and are not over, or whose result is in doubt: the ones to ask the source about. */
export function underWay(now: Date, windows: Windows): MatchCondition {
	return Prisma.sql`(${claimed(now, windows)}) AND m."kickoffAt" <= ${now}
		AND (m.status IN ('scheduled', 'live') OR ${doubted})`;
}
