/** "1 job", "2 jobs". */
export function countOf(count: number, one: string, many = `${one}s`): string {
	return `${count} ${count === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(parts: string[]): string {
	const [last = '', ...before] = parts.toReversed();
	return before.length === 0 ? last : `${before.toReversed().join(', ')} and ${last}`;
}
