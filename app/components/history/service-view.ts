import { groupBy } from '../../../server/group-by.ts';
import type { Service, ServiceDay, ServiceHistory } from '../../../server/history/service-history.ts';
import { type MarginPoint, marginSeries, marginSummary } from './margin-data.ts';
import { type StripCell, serviceStrip } from './service-strip.ts';

/** How the matches were served, as a page tells it: of years, far less than the days that it is made from. */
export interface ServiceView {
	total: Service;
	competitions: (Service & { id: string; name: string; cells: StripCell[] })[];
	margin: { summary: string; series: MarginPoint[] };
	/** The newest days, the newest first. */
	rows: ServiceDay[];
	/** Days of a competition that are older than those. */
	older: number;
}

/** Rows of a table that one reads. */
const MOST_ROWS = 100;

/** @param span the time that is looked at */
export function serviceView(
	{ days, total, byCompetition }: ServiceHistory,
	span: { from: Date; to: Date },
): ServiceView {
	const byId = groupBy(days, ({ competition }) => competition.id);
	const series = marginSeries(days);
	return {
		total,
		competitions: byCompetition.map((service) => ({
			...service,
			cells: serviceStrip(byId.get(service.id) ?? [], span),
		})),
		margin: { summary: marginSummary(series), series },
		rows: days.slice(-MOST_ROWS).toReversed(),
		older: Math.max(0, days.length - MOST_ROWS),
	};
}
