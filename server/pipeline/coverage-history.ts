import { z } from 'zod';
import type { Database } from '../db.ts';
import type { CoverageCount } from './coverage.ts';
import type { StageName } from './stages.ts';

/** What the coverage was at a time. */
export interface CoveragePoint extends CoverageCount {
	at: Date;
	byStage: Record<StageName, CoverageCount>;
}

const count = z.object({ matches: z.int(), covered: z.int() });
const byStage = z.object({
	analysis: count,
	lineups: count,
	predictions: count,
	live: count,
	settlement: count,
});

/** The snapshots from `from` to `to`, the oldest first. */
export async function coverageHistory(db: Database, from: Date, to: Date): Promise<CoveragePoint[]> {
	const snapshots = await db.coverageSnapshot.findMany({
		where: { at: { gte: from, lte: to } },
		orderBy: { at: 'asc' },
	});
	return snapshots.map((snapshot) => ({
		at: snapshot.at,
		matches: snapshot.matches,
		covered: snapshot.covered,
		byStage: byStage.parse(snapshot.byStage),
	}));
}
