import type { OutageGroup } from '../../../server/pipeline/outage-groups.ts';

/** An outage as a band over the chart; its number is that of the list beside it. */
export interface OutageBand {
	number: number;
	/** Milliseconds since 1970, within the chart. */
	from: number;
	to: number;
}

/** The outages that reach into the time that a chart shows, cut to it. */
export function outageBands(
	outages: OutageGroup[],
	{ from, to }: { from: number; to: number },
): OutageBand[] {
	return outages
		.map((outage, index) => ({
			number: index + 1,
			from: Math.max(from, outage.from.getTime()),
			to: Math.min(to, outage.to?.getTime() ?? to),
		}))
		.filter((band) => band.from < band.to);
}
