import { type Command, InvalidArgumentError, Option } from 'commander';
import { DAY } from '../../server/clock.ts';
import { AppError } from '../../server/errors.ts';
import {
	type BackfillOrder,
	type BackfillPolicy,
	type BackfillSelection,
	DEFAULT_CONCURRENCY,
	DEFAULT_DAYS,
	MOST_BUDGET,
	MOST_CONCURRENCY,
	MOST_DAYS,
	ORDERS,
	POLICIES,
} from '../../server/pipeline/backfill/order.ts';
import { utcEnd, utcTime } from './utc-time.ts';

export interface BackfillOptions {
	days?: number;
	from?: Date;
	to?: Date;
	competition?: string;
	match?: string[];
	policy: BackfillPolicy;
	order: BackfillOrder;
	concurrency: number;
	budget?: number;
	anew?: number;
}

export function addBackfillOptions(command: Command): Command {
	const days = wholeNumber('of days', 1, MOST_DAYS);
	const concurrency = wholeNumber('of matches', 1, MOST_CONCURRENCY);
	return command
		.option('--days <n>', `matches that kicked off in so many last days (default: ${DEFAULT_DAYS})`, days)
		.option('--from <time>', 'that kick off from this day or time in UTC, such as 2025-03-01', utcTime)
		.option('--to <time>', 'until this one; a day is included', utcEnd)
		.option('--competition <code>', 'only of this competition, such as en.1')
		.option('--match <ids...>', 'only these matches, by their ids, whenever they kick off')
		.addOption(
			new Option(
				'--policy <policy>',
				'missing: all predictions that are missing; failed: those of matches of which something failed; all: the missing ones, those that were cleared, and retroactive ones anew',
			)
				.choices(POLICIES)
				.default('missing' satisfies BackfillPolicy),
		)
		.addOption(
			new Option('--order <order>', 'which kick-offs come first')
				.choices(ORDERS)
				.default('newest' satisfies BackfillOrder),
		)
		.option('--concurrency <n>', 'matches that are worked on at once', concurrency, DEFAULT_CONCURRENCY)
		.option('--budget <usd>', 'US dollars at which it pauses; no limit by default', budgetUsd)
		.option(
			'--anew <n>',
			'with --policy all and --yes: confirms that so many predictions are replaced',
			count,
		);
}

/** @throws AppError ('invalid') for options that contradict each other */
export function readBackfillSelection(options: BackfillOptions): BackfillSelection {
	const { days, from, to, competition, match, policy, order, concurrency, budget = null, anew } = options;
	if (days !== undefined && (from || to)) {
		throw new AppError('invalid', '--days cannot be used together with --from or --to: leave one out.');
	}
	if (from && to && from >= to) {
		throw new AppError('invalid', '--from must be before --to: choose an earlier --from or a later --to.');
	}
	if (from && to && to.getTime() - from.getTime() > MOST_DAYS * DAY) {
		throw new AppError('invalid', `--from and --to must be ${MOST_DAYS} days apart at most: move one.`);
	}
	if (anew !== undefined && policy !== 'all') {
		throw new AppError('invalid', '--anew can be used with --policy all only: leave one of them out.');
	}
	const matchIds = match && [...new Set(match)];
	return { days, from, to, competition, matchIds, policy, order, concurrency, budgetUsd: budget };
}

/** What `--budget` takes. */
export function budgetUsd(text: string): number {
	const usd = /^\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : 0;
	if (usd > 0 && usd <= MOST_BUDGET) return usd;
	throw new InvalidArgumentError(`It must be US dollars such as 2.50, above 0 and ${MOST_BUDGET} at most.`);
}

function wholeNumber(what: string, least: number, most: number): (text: string) => number {
	return (text) => {
		const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
		if (value >= least && value <= most) return value;
		throw new InvalidArgumentError(`It must be a whole number ${what} from ${least} to ${most}.`);
	};
}

function count(text: string): number {
	if (/^\d{1,9}$/.test(text)) return Number(text);
	throw new InvalidArgumentError('It must be a whole number of predictions.');
}
