import { z } from 'zod';
import type { Answer, Asked } from './answering.ts';
import { unknownOf } from './unknown-of.ts';

const order = z.strictObject({ matchIds: z.array(z.string()) });

/** `POST /api/admin/settlement/retry`: queues the settlements of matches, and says of each what happens or why not. */
export async function retrySettlements({ caller, body }: Asked): Promise<Answer> {
	const { matches } = await caller.settlement.retry(order.parse(body));
	const unknown = unknownOf(
		matches.map(({ id, home }) => ({ id, exists: home !== null })),
		'match',
	);
	return { body: { matches, unknown } };
}
