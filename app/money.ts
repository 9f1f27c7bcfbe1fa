/** US dollars in words: "$1,204.50", and below a cent what counts of it, "$0.0034". */
export function dollars(usd: number): string {
	if (usd > 0 && usd < 0.000_1) return 'less than $0.0001';
	const digits = usd > 0 && usd < 0.01 ? { maximumSignificantDigits: 2 } : { minimumFractionDigits: 2 };
	return `$${usd.toLocaleString('en-US', { maximumFractionDigits: 2, ...digits })}`;
}
