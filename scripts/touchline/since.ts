import { InvalidArgumentError } from 'commander';
import { DAY, HOUR, MINUTE } from '../../server/clock.ts';

const UNITS = { m: MINUTE, h: HOUR, d: DAY };
const LONGEST = 90 * DAY;

/** What `--since` takes: "30m", "12h" or "7d", from 1 minute to 90 days. @returns days */
export function daysOf(text: string): number {
	const [, amount, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
	const length = unit === 'm' || unit === 'h' || unit === 'd' ? Number(amount) * UNITS[unit] : 0;
	if (length < MINUTE || length > LONGEST) {
		throw new InvalidArgumentError('It must be a time such as 30m, 12h or 7d, 90d at most.');
	}
	return length / DAY;
}
