import type { Interval } from '../../../server/pipeline/points/mean-interval.ts';

/** A mean on its interval, within the values that all beside it lie between; the numbers stand in the table. */
export function IntervalBar({
	interval,
	mean,
	within: { low, high },
}: {
	interval: Interval | null;
	mean: number;
	within: Interval;
}) {
	const percent = (value: number) => `${((100 * value) / (high - low || 1)).toFixed(1)}%`;
	return (
		<div aria-hidden className="relative h-4 rounded bg-raised">
			{interval && (
				<span
					className="absolute inset-y-1 rounded-sm bg-info/40"
					style={{ left: percent(interval.low - low), width: percent(interval.high - interval.low) }}
				/>
			)}
			<span className="absolute inset-y-0.5 w-0.5 bg-ink" style={{ left: percent(mean - low) }} />
		</div>
	);
}
