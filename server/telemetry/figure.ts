import type { ProcessContext } from '../process.ts';

/** One metric with all its values, a gauge unless it says otherwise. Names follow https://prometheus.io/docs/practices/naming/: base units, bounded labels. */
export interface Figure {
	name: string;
	help: string;
	/** Only ever grows; its name ends with `_total`. */
	counter?: true;
	/** Values come as sums and counts of what was measured. */
	summary?: true;
	values: { labels: Record<string, string>; value: number; suffix?: string }[];
}

/** Figures that are read together: all of them or, when that fails, none. */
export interface MetricGroup {
	/** A label's value, so never change it. */
	name: string;
	read(deps: MetricDeps): Promise<Figure[]>;
}

/** Figures come from facts: nothing that only another process knows. */
export type MetricDeps = Pick<ProcessContext, 'db' | 'clock' | 'queues' | 'windows' | 'env'>;

/** A figure without labels. */
export function plain(name: string, help: string, value: number): Figure {
	return { name, help, values: [{ labels: {}, value }] };
}

/** A figure with one value per key of `counts`, which becomes the label's value. */
export function by(label: string, name: string, help: string, counts: Record<string, number>): Figure {
	return {
		name,
		help,
		values: Object.entries(counts).map(([key, value]) => ({ labels: { [label]: key }, value })),
	};
}
