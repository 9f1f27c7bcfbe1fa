import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { CoveragePoint } from '../../../server/history/coverage-history.ts';
import type { OutageGroup } from '../../../server/pipeline/outage-groups.ts';
import { Time } from '../../time/time.tsx';
import { useTimeZone } from '../../time/time-zone.tsx';
import { OutageList } from '../pipeline/outage-list.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { coverageByHour, coverageSeries, coverageSummary } from './coverage-data.ts';

const CoveragePlot = lazy(() => import('./coverage-plot.tsx'));

interface CoverageChartProps {
	history: CoveragePoint[];
	outages: OutageGroup[];
	/** Where the chart ends. */
	now: Date;
	/** Over many days: times are told with their day. */
	long?: boolean;
}

/**
 * Coverage over time, with the outages of workers: in sentences, as a picture where there is JavaScript,
 * and as a table.
 */
export function CoverageChart({ history, outages, now, long = false }: CoverageChartProps) {
	const timeZone = useTimeZone();
	const series = useMemo(() => coverageSeries(history), [history]);
	const [drawn, setDrawn] = useState(false);
	useEffect(() => setDrawn(true), []);
	return (
		<figure>
			<figcaption className="text-muted">{coverageSummary(history)}</figcaption>
			<div className="mt-3 h-44" aria-hidden>
				{drawn && series.length > 0 && (
					<Suspense>
						<CoveragePlot
							series={series}
							outages={outages}
							until={now.getTime()}
							timeZone={timeZone}
							long={long}
						/>
					</Suspense>
				)}
			</div>
			<div className="mt-3">
				<h3 className="mb-1.5 text-xs font-medium text-muted">
					Outages{outages.length > 0 && ': hatched in the chart, by number'}
				</h3>
				<OutageList outages={outages} dated={long} />
			</div>
			<div className="mt-3">
				<Disclosure summary="As a table">
					<CoverageTable history={history} />
				</Disclosure>
			</div>
		</figure>
	);
}

function CoverageTable({ history }: { history: CoveragePoint[] }) {
	return (
		<table className="w-full max-w-md text-left">
			<caption className="sr-only">The lowest coverage from each time on</caption>
			<thead className="text-xs text-muted">
				<tr className="*:py-1 *:font-medium">
					<th scope="col">From</th>
					<th scope="col">Lowest coverage</th>
				</tr>
			</thead>
			<tbody>
				{coverageByHour(history).map(({ at, percentage, covered, matches }) => (
					<tr key={at} className="border-t *:py-1">
						<td>
							<Time at={new Date(at)} />
						</td>
						<td>{percentage === null ? 'no match' : `${percentage} % (${covered} of ${matches})`}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
