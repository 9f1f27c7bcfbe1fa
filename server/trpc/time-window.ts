import type { z } from 'zod';
import { DAY } from '../clock.ts';

interface TimeWindow {
	from?: Date | undefined;
	to?: Date | undefined;
}

/** A check that input with `from` and `to` has either both, in order and at most so many days apart, or neither. */
export function windowUpTo(days: number): (input: TimeWindow, context: z.RefinementCtx) => void {
	return (input, context) => {
		const message = problemOf(input, days);
		if (message !== null) context.addIssue({ code: 'custom', message });
	};
}

function problemOf({ from, to }: TimeWindow, days: number): string | null {
	if (!from && !to) return null;
	if (!from || !to) return 'give both "from" and "to", or neither';
	if (from.getUTCFullYear() < 1900 || to.getUTCFullYear() > 2200) return 'give times from 1900 to 2200';
	if (from >= to) return '"from" must be before "to"';
	return to.getTime() - from.getTime() > days * DAY ? `at most ${days} days` : null;
}
