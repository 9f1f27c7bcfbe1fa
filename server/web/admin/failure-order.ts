import { z } from 'zod';
import { failureFilter } from '../../pipeline/failures/failure-filter.ts';

/** What is to be done, and to which failures. */
export interface FailureOrder {
	/** Why they are cleared; null for a retry. */
	reason: string | null;
	target:
		| { by: 'ids'; ids: string[] }
		| { by: 'group'; group: string; sinceDays: number | undefined; confirmed: number }
		| { by: 'matching'; filter: z.input<typeof failureFilter>; confirmed: number };
}

const order = z.strictObject({
	action: z.enum(['retry', 'clear'], 'say "retry" or "clear"'),
	ids: z.array(z.string()).optional(),
	group: z.string().optional(),
	matching: failureFilter
		.pick({ competition: true, matchIds: true, category: true, regressed: true, search: true })
		.strict()
		.optional(),
	all: z.literal(true).optional(),
	/** Why they are cleared. */
	reason: z.string().optional(),
	/** How many failures are expected to be touched: nothing is done to more. */
	expected: z.int().min(0).optional(),
	/** How far back the group was looked for. */
	sinceDays: z.number().optional(),
});

/** An order as it is posted; how long texts and lists may be is for the procedures to say. */
export const failureOrder = order.transform((body, context): FailureOrder => {
	const { ids, group, matching, all, expected: confirmed, sinceDays } = body;
	const refuse = (path: string, message: string) => {
		context.addIssue({ code: 'custom', path: [path], message });
		return z.NEVER;
	};
	if ([ids, group, matching, all].filter((named) => named !== undefined).length !== 1) {
		return refuse('', 'name the failures by one of "ids", "group", "matching" and "all"');
	}
	if (body.action === 'clear' && body.reason === undefined)
		return refuse('reason', 'say why they are cleared');
	const reason = body.action === 'clear' ? (body.reason ?? null) : null;
	if (ids) return { reason, target: { by: 'ids', ids } };
	if (confirmed === undefined)
		return refuse('expected', 'say how many failures you expect to be touched; GET tells them');
	if (group !== undefined) return { reason, target: { by: 'group', group, sinceDays, confirmed } };
	return { reason, target: { by: 'matching', filter: matching ?? {}, confirmed } };
});
