const GROUPED = new Intl.NumberFormat('en-US');

/** "1,234". */
export function grouped(count: number): string {
	return GROUPED.format(count);
}

/** "1 match", "1,234 matches". */
export function counted(count: number, one: string, many = `${one}s`): string {
	return `${grouped(count)} ${count === 1 ? one : many}`;
}
