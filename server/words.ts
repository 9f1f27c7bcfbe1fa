/** "1 job", "2 jobs". */
export function countOf(count: number, one: string, many = `${one}s`): string {
	return `${count} ${count === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(parts: string[]): string {
	const [last = '', ...before] = parts.toReversed();
	return before.length === 0 ? last : `${before.toReversed().join(', ')} and ${last}`;
}

/** The text with a full stop at its end; texts from outside often have one. */
export function ended(text: string): string {
	return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** The text as a sentence of its own. */
export function sentence(text: string): string {
	return `${text.charAt(0).toUpperCase()}${ended(text.slice(1))}`;
}
