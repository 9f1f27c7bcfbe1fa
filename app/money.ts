/** To make one costs a hundred times what using it does. */
const USUAL = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const BELOW_A_CENT = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 });

/** US dollars in words: "$1,204.50", and below a cent what counts of it, "$0.0034". */
export function dollars(usd: number): string {
	if (usd > 0 && usd < 0.000_1) return 'less than $0.0001';
	return `$${(usd > 0 && usd < 0.01 ? BELOW_A_CENT : USUAL).format(usd)}`;
}
