const GROUPED = new Intl.NumberFormat('en-US');

/** "1,234". */
export function grouped(count: number): string {
	// Most counts are small, and pages write thousands.
	return Number.isInteger(count) && count >= 0 && count < 1_000 ? String(count) : GROUPED.format(count);
}

const SHORT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });

/** "1.23M", "567K", "950": for what is known roughly. */
export function shortened(count: number): string {
	return SHORT.format(count);
}

/** "1 match", "1,234 matches". */
export function counted(count: number, one: string, many = `${one}s`): string {
	return `${grouped(count)} ${count === 1 ? one : many}`;
}
