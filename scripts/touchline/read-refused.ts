import type { FailureActionResult } from '../../server/pipeline/failures/failure-action.ts';
import type { Asking } from './connection.ts';

/** Refused failures that are asked for at most. */
const MOST = 200;

/** The failures that an action refused, the first of them when there are many. */
export async function readRefused({ client, options }: Asking, id: string): Promise<FailureActionResult[]> {
	const refused: FailureActionResult[] = [];
	let cursor: string | undefined;
	do {
		const page = await client.failures.actionResults.query({ id, cursor, limit: 200 }, options);
		refused.push(...page.results.filter(({ outcome }) => outcome === 'refused'));
		cursor = page.nextCursor ?? undefined;
	} while (cursor !== undefined && refused.length < MOST);
	return refused.slice(0, MOST);
}
