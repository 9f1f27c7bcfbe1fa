/**
 * What a failure message says with everything taken out that differs from match to match: names, addresses,
 * ids, dates and numbers. Failures of one kind share it.
 * @param names what may stand in the message without quotes, such as teams and models
 */
export function fingerprint(message: string, names: readonly string[] = []): string {
	return withoutNames(message, names)
		.replace(/https?:\/\/\S+/g, '<url>')
		.replace(/"[^"]*"|'[^']*'|“[^”]*”/g, '<name>')
		.replace(/\b\d{4}-\d{2}-\d{2}(T[\d:.]+Z?)?/g, '<date>')
		.replace(/\b(?=[a-z]*\d)[a-z0-9]{12,}\b|\b[0-9a-f-]{32,}\b/gi, '<id>')
		.replace(/\d+(\.\d+)?/g, '<n>')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 200);
}

/** Takes the names out where they stand as whole words, the longest first: one may be part of another. */
function withoutNames(message: string, names: readonly string[]): string {
	if (names.length === 0) return message;
	const known = names
		.toSorted((a, b) => b.length - a.length)
		.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
		.join('|');
	return message.replace(new RegExp(`(?<![\\p{L}\\p{N}])(?:${known})(?![\\p{L}\\p{N}])`, 'gu'), '<name>');
}
