import type { BackfillItem } from '../../server/pipeline/backfill/read-items.ts';
import type { BackfillRun } from '../../server/pipeline/backfill/read-run.ts';
import type { Asking } from './connection.ts';

/** Matches that are named. */
const MOST = 20;

/** The matches of a run that failed, the first of them when there are many. */
export async function readFailedMatches(
	{ client, options }: Asking,
	{ id, matches: { outcomes } }: BackfillRun,
): Promise<BackfillItem[]> {
	const wanted = Math.min(MOST, outcomes.failed);
	const failed: BackfillItem[] = [];
	let cursor: string | undefined;
	while (failed.length < wanted) {
		const page = await client.backfill.items.query({ id, cursor, limit: 200 }, options);
		failed.push(...page.items.filter(({ outcome }) => outcome === 'failed'));
		if (page.nextCursor === null) break;
		cursor = page.nextCursor;
	}
	return failed.slice(0, wanted);
}
