import { z } from 'zod';
import type { BackfillOrder, BackfillPolicy } from '../../../prisma/generated/enums.ts';
import { after, type Clock, DAY } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import { plainText } from '../../plain-text.ts';

export type { BackfillOrder, BackfillPolicy };

export const POLICIES = ['missing', 'failed', 'all'] as const satisfies BackfillPolicy[];
export const ORDERS = ['newest', 'oldest'] as const satisfies BackfillOrder[];

export const DEFAULT_DAYS = 7;
export const MOST_DAYS = 366;
export const DEFAULT_CONCURRENCY = 8;
export const MOST_CONCURRENCY = 50;
/** US dollars. */
export const MOST_BUDGET = 100_000;
/** Matches that one run works on, at most. */
export const MOST_MATCHES = 10_000;

/** A day that both a match and the database can be of. */
const kickoff = (name: string) =>
	z
		.date()
		.min(new Date('1900-01-01T00:00:00Z'), `${name} must be in 1900 or later`)
		.max(new Date('2100-01-01T00:00:00Z'), `${name} must be before 2100`)
		.optional();

/** US dollars at which a run pauses; null is no limit. */
export const budgetUsd = z
	.number('the budget must be a number')
	.positive('the budget must be more than 0 dollars')
	.max(MOST_BUDGET, `the budget must be ${MOST_BUDGET} dollars at most`)
	.nullable();

/**
 * Which matches a backfill is about: those that kicked off in the last `days` (7 by default), or from `from`
 * to `to`, the latter not included. Matches that are named by their ids are meant whenever they kick off,
 * unless a time is given as well.
 */
export const backfillSelection = z
	.object({
		days: z
			.number('days must be a number')
			.int('days must be a whole number')
			.min(1, `days must be from 1 to ${MOST_DAYS}`)
			.max(MOST_DAYS, `days must be from 1 to ${MOST_DAYS}`)
			.optional(),
		from: kickoff('from'),
		to: kickoff('to'),
		/** Competition code, such as "en.1". */
		competition: plainText.max(100).optional(),
		matchIds: z.array(plainText.max(100)).min(1).max(500, 'name 500 matches at most').optional(),
		policy: z.enum(POLICIES).default('missing'),
		order: z.enum(ORDERS).default('newest'),
		/** Matches that are worked on at once. */
		concurrency: z
			.number()
			.int('concurrency must be a whole number')
			.min(1, `concurrency must be from 1 to ${MOST_CONCURRENCY}`)
			.max(MOST_CONCURRENCY, `concurrency must be from 1 to ${MOST_CONCURRENCY}`)
			.default(DEFAULT_CONCURRENCY),
		budgetUsd: budgetUsd.default(null),
	})
	.refine(({ days, from, to }) => days === undefined || (from === undefined && to === undefined), {
		message: 'give either days or a time from and to, not both',
	})
	.refine(({ from, to }) => from === undefined || to === undefined || from < to, {
		message: 'from must be before to',
	});

export type BackfillSelection = z.infer<typeof backfillSelection>;

/** Kick-offs from the first to the second, which is not included. */
export interface KickoffWindow {
	from: Date;
	to: Date;
}

/**
 * The time that a selection means now; null for matches that were named without one.
 * @throws AppError 'invalid' for one that ends before it begins, or is too long
 */
export function windowOf(
	{ days, from, to, matchIds }: Pick<BackfillSelection, 'days' | 'from' | 'to' | 'matchIds'>,
	clock: Clock,
): KickoffWindow | null {
	if (matchIds && days === undefined && !from && !to) return null;
	const end = to ?? clock.now();
	const begin = from ?? after(end, -(days ?? DEFAULT_DAYS) * DAY);
	if (begin >= end) {
		throw new AppError(
			'invalid',
			'The time ends before it begins: give an earlier from, or a to that is after it.',
		);
	}
	if (end.getTime() - begin.getTime() > MOST_DAYS * DAY) {
		throw new AppError(
			'invalid',
			`The time from and to is longer than ${MOST_DAYS} days: choose a shorter one.`,
		);
	}
	return { from: begin, to: end };
}
