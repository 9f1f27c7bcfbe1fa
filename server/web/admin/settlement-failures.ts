import { z } from 'zod';
import type { FailureAction, NamedResult } from '../../pipeline/failures/failure-action.ts';
import { failureFilter } from '../../pipeline/failures/failure-filter.ts';
import type { Caller } from '../../trpc/router.ts';
import type { Answer, Asked } from './answering.ts';
import { type FailureOrder, failureOrder } from './failure-order.ts';
import { unknownOf } from './unknown-of.ts';

const page = z.strictObject({
	...failureFilter.pick({ status: true, competition: true, search: true }).shape,
	cursor: z.string().optional(),
	limit: z.coerce.number().optional(),
	sinceDays: z.coerce.number().optional(),
});

/**
 * `GET /api/admin/settlement-failures`: a page of them, and with the first one of those that are open why they failed:
 * groups by cause, with counts and evidence.
 */
export async function readSettlementFailures({ caller, query }: Asked): Promise<Answer> {
	const { cursor, limit, sinceDays, ...filter } = page.parse(query);
	const first = cursor === undefined && filter.status === 'open';
	const [failures, investigation] = await Promise.all([
		caller.failures.list({ filter: { ...filter, stage: 'settlement' }, cursor, limit }),
		first ? caller.failures.investigate({ sinceDays }) : null,
	]);
	const groups = investigation?.groups.filter(({ stage }) => stage === 'settlement') ?? null;
	return { body: { since: investigation?.since ?? null, groups, ...failures } };
}

/** `POST /api/admin/settlement-failures`: retries or clears some of them; 202 while that goes on. */
export async function actOnSettlementFailures({ caller, body }: Asked): Promise<Answer> {
	const { action, results = [] } = await begin(caller.failures, failureOrder.parse(body));
	const unknown = unknownOf(
		results.map(({ failureId: id, match }) => ({ id, exists: match !== null })),
		'failure',
	);
	return {
		status: action.endedAt === null ? 202 : 200,
		body: { action, unknown, results },
		location: `/api/admin/failure-actions/${action.id}`,
	};
}

interface Begun {
	action: FailureAction;
	/** Of each failure that was named by its id. */
	results?: NamedResult[];
}

async function begin(failures: Caller['failures'], { reason, target }: FailureOrder): Promise<Begun> {
	switch (target.by) {
		case 'ids': {
			const { ids } = target;
			return reason === null ? failures.retry({ ids }) : failures.clear({ ids, reason });
		}
		case 'group': {
			const { by: _, ...group } = target;
			return {
				action: await (reason === null
					? failures.retryGroup(group)
					: failures.clearGroup({ ...group, reason })),
			};
		}
		case 'matching': {
			const { confirmed } = target;
			const filter = { ...target.filter, stage: 'settlement' as const };
			return {
				action: await (reason === null
					? failures.retryMatching({ filter, confirmed })
					: failures.clearMatching({ filter, confirmed, reason })),
			};
		}
	}
}
