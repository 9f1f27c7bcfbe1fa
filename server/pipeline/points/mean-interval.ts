/** Between which values a mean lies. */
export interface Interval {
	low: number;
	high: number;
}

/** Fewer values say nothing of how far they spread. */
const LEAST_VALUES = 10;

/** Of the normal distribution: 95 % lie within so many standard deviations of its mean. */
const Z = 1.959_964;

/**
 * The 95 % confidence interval of a mean, by Student's t: mean ± t · s / √n. Points per match are whole numbers from 0
 * to about 10 that take few values and lean to the right. Of some ten of them and more the mean is close enough to
 * normal for it (the test draws such points, and finds the true mean inside 95 of 100 times), and unlike a bootstrap it
 * wants nothing but sums. Source: Student, "The probable error of a mean", Biometrika 6 (1908).
 * @param sum of the values, and of their squares
 * @returns null of fewer than ten values, and of values that are all the same: they do not tell how sure the mean is
 */
export function meanInterval({
	count,
	sum,
	squares,
}: {
	count: number;
	sum: number;
	squares: number;
}): Interval | null {
	if (count < LEAST_VALUES) return null;
	const mean = sum / count;
	const variance = (squares - count * mean ** 2) / (count - 1);
	if (variance < 1e-9) return null;
	const half = studentT(count - 1) * Math.sqrt(variance / count);
	return { low: Math.max(0, mean - half), high: mean + half };
}

/** The 97.5 % quantile of Student's t, for 9 degrees of freedom and more: Abramowitz and Stegun, 26.7.5. */
export function studentT(degrees: number): number {
	return (
		Z +
		(Z ** 3 + Z) / (4 * degrees) +
		(5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / (96 * degrees ** 2) +
		(3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / (384 * degrees ** 3)
	);
}
