import { Prisma } from '../../prisma/generated/client.ts';
import { after, DAY } from '../clock.ts';
import type { MatchCondition } from './load-facts.ts';
import { settlementStands } from './settlement-stands.ts';
import type { Windows } from './stages.ts';

/** How long a finished match is still asked for predictions that failed. */
const RETROACTIVE_DAYS = 7;

/**
 * The matches that have a claim on work at `now`. Their state ends the claim, not the clock: a match
 * that Touchline knew before its kick-off, or that kicked off within the look-back, is owed until it
 * is settled or void. Matches that were over before Touchline heard of them are history.
 */
export function claimed(now: Date, windows: Windows): MatchCondition {
	const horizon = after(now, Math.max(windows.analysis, windows.lineups, windows.predictions));
	const lookBack = after(now, -windows.lookBack);
	const owed = Prisma.sql`(m."ingestedAt" < m."kickoffAt" OR m."kickoffAt" > ${lookBack})`;
	return Prisma.sql`
		m.status IN ('scheduled', 'live') AND m."kickoffAt" <= ${horizon} AND ${owed}
		OR m.status = 'finished' AND ${owed} AND (
			NOT coalesce((
				SELECT ${settlementStands} FROM "Settlement" s JOIN "Competition" c ON c.id = m."competitionId"
				WHERE s."matchId" = m.id ORDER BY s.revision DESC LIMIT 1
			), false)
			OR EXISTS (SELECT FROM "Prediction" p WHERE p."matchId" = m.id AND p.points IS NULL)
			OR m."kickoffAt" > ${after(now, -RETROACTIVE_DAYS * DAY)}
				AND EXISTS (SELECT FROM "Model" model WHERE model.enabled AND NOT EXISTS (
					SELECT FROM "Prediction" p WHERE p."matchId" = m.id AND p."modelId" = model.id))
		)
		OR m.status IN ('postponed', 'cancelled', 'abandoned', 'awarded')
			AND m."kickoffAt" > ${lookBack} AND m."kickoffAt" <= ${horizon}`;
}

/** Claimed matches that have kicked off and are not over: the ones to ask the source about. */
export function underWay(now: Date, windows: Windows): MatchCondition {
	return Prisma.sql`(${claimed(now, windows)}) AND m.status IN ('scheduled', 'live') AND m."kickoffAt" <= ${now}`;
}
