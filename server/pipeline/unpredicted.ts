import { Prisma } from '../../prisma/generated/client.ts';
import { after } from '../clock.ts';
import { VOID_STATUSES } from '../football/source.ts';
import { claimed } from './claims.ts';
import { matchIds } from './match-condition.ts';
import type { StateDeps } from './match-state.ts';
import { PREDICTIONS_LEAD } from './stages.ts';

/**
 * How many matches with a claim should have predictions by now and have none, of those whose missing predictions are
 * still asked for; void matches want none.
 */
export async function matchesWithoutPredictions({
	db,
	clock,
	windows,
}: Pick<StateDeps, 'db' | 'clock' | 'windows'>): Promise<number> {
	const now = clock.now();
	const ids = await matchIds(
		db,
		Prisma.sql`(${claimed(now, windows)}) AND m."kickoffAt" <= ${after(now, PREDICTIONS_LEAD)}
			AND m."kickoffAt" > ${after(now, -windows.backfill)}
			AND NOT m.status = ANY(${VOID_STATUSES}::"MatchStatus"[])
			AND NOT EXISTS (SELECT FROM "Prediction" unasked WHERE unasked."matchId" = m.id)`,
	);
	return ids.length;
}
