/** One figure beside its limit, both taken in the same run. */
export interface BenchCase {
	case: string;
	value: number;
	unit: 'ms' | 'MB' | 'kB' | '%' | 'statements';
	limit: number;
	/** 1 is at the limit, below 1 is worse. */
	ratio: number;
}

/** A figure of which less is better. */
export function duration(name: string, value: number, limit: number): BenchCase {
	return {
		case: name,
		value: Math.round(value),
		unit: 'ms',
		limit: Math.round(limit),
		ratio: round(limit / value),
	};
}

/** Bytes of which fewer are better. */
export function memory(name: string, value: number, limit: number): BenchCase {
	const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);
	return {
		case: name,
		value: megabytes(value),
		unit: 'MB',
		limit: megabytes(limit),
		ratio: round(limit / value),
	};
}

export function median(values: number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length / 2;
	const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
	if (low === undefined || high === undefined) throw new RangeError('There is no median of nothing.');
	return (low + high) / 2;
}

function round(ratio: number): number {
	return Math.round(ratio * 1000) / 1000;
}
