/** Values by percentile ("50" is the median, "100" the greatest); empty when there was nothing to measure. */
export type Percentiles = Record<string, number>;

/** @param row as the database answers it: without measurements, its values are null */
export function known(row: Record<string, number | null> | undefined): Percentiles {
	return Object.fromEntries(
		Object.entries(row ?? {}).flatMap(([percentile, value]) => (value === null ? [] : [[percentile, value]])),
	);
}
