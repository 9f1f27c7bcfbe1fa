import type { Interval } from '../../../server/pipeline/points/mean-interval.ts';

/** A mean as a dot on its interval, from 0 to the most that is drawn beside it; the numbers stand in the table. */
export function IntervalBar({
	interval,
	mean,
	most,
}: {
	interval: Interval | null;
	mean: number;
	most: number;
}) {
	const at = (value: number) => `${most === 0 ? 0 : (100 * value) / most}%`;
	return (
		<div aria-hidden className="relative h-4 rounded bg-raised">
			{interval && (
				<span
					className="absolute inset-y-1 rounded-sm bg-info/40"
					style={{ left: at(interval.low), width: at(interval.high - interval.low) }}
				/>
			)}
			<span className="absolute inset-y-0.5 w-0.5 bg-ink" style={{ left: at(mean) }} />
		</div>
	);
}
