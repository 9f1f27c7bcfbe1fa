import type { Database } from '../db.ts';
import type { Outlook } from '../pipeline/outlook.ts';

/** Keeps how the coming matches stand, for the chart over time; one per point in time. */
export async function storeCoverage(db: Database, { coverage, atRisk }: Outlook): Promise<void> {
	const { computedAt, windowHours, matches, covered, byStage } = coverage;
	await db.coverageSnapshot.createMany({
		data: [{ at: computedAt, windowHours, matches, covered, byStage, atRisk: atRisk.length }],
		skipDuplicates: true,
	});
}
