import { DAY, HOUR, MINUTE } from '../../clock.ts';

/** How far back an investigation looks unless it is told otherwise, in milliseconds. */
export const LOOK_BACK = 7 * DAY;

/** What a command needs to look back as far, such as " --since 30m"; nothing for the default. */
export function sinceOption(lookBack: number): string {
	if (lookBack === LOOK_BACK) return '';
	const rounded = Math.max(1, Math.round(lookBack / MINUTE)) * MINUTE;
	if (rounded % DAY === 0) return ` --since ${rounded / DAY}d`;
	return rounded % HOUR === 0 ? ` --since ${rounded / HOUR}h` : ` --since ${rounded / MINUTE}m`;
}
