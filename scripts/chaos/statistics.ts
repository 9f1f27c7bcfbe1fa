/** The smallest of the values that `share` (0 to 1) of them do not exceed; null of none (nearest rank). */
export function percentile(values: readonly number[], share: number): number | null {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
