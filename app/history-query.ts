/** Days that the page can look back; the first is the usual one. */
export const SPANS = [30, 7, 90, 365] as const;

/**
 * How many days the address asks for.
 * @throws Response 400 for a number of days that the page does not offer
 */
export function historyDays(search: URLSearchParams): number {
	const asked = search.get('days')?.trim();
	if (!asked) return SPANS[0];
	const days = SPANS.find((span) => String(span) === asked);
	if (days !== undefined) return days;
	throw new Response(
		`The history has no view of "${asked.slice(0, 20)}" days: choose ${SPANS.toSorted((a, b) => a - b).join(', ')}.`,
		{ status: 400 },
	);
}
