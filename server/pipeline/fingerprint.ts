/**
 * What a failure message says with everything taken out that differs from match to match: quoted names,
 * addresses, ids, dates and numbers. Failures of one kind share it.
 */
export function fingerprint(message: string): string {
	return message
		.replace(/https?:\/\/\S+/g, '<url>')
		.replace(/"[^"]*"|'[^']*'|“[^”]*”/g, '<name>')
		.replace(/\b\d{4}-\d{2}-\d{2}(T[\d:.]+Z?)?/g, '<date>')
		.replace(/\b[a-z0-9]*\d[a-z0-9]{10,}\b|\b[0-9a-f-]{32,}\b/gi, '<id>')
		.replace(/\d+(\.\d+)?/g, '<n>')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 200);
}
