import type { Database } from '../db.ts';
import type { Coverage } from './coverage.ts';

/** Keeps a coverage for the chart over time; one per point in time. */
export async function storeCoverage(db: Database, coverage: Coverage): Promise<void> {
	const { computedAt, windowHours, matches, covered, byStage } = coverage;
	await db.coverageSnapshot.createMany({
		data: [{ at: computedAt, windowHours, matches, covered, byStage }],
		skipDuplicates: true,
	});
}
