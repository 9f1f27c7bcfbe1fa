import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { CoveragePoint } from '../../../server/pipeline/coverage-history.ts';
import { Time } from '../../time/time.tsx';
import { useTimeZone } from '../../time/time-zone.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { coverageByHour, coverageSeries, coverageSummary } from './coverage-data.ts';

const CoveragePlot = lazy(() => import('./coverage-plot.tsx'));

/** Coverage over time: in a sentence, as a picture where there is JavaScript, and as a table. */
export function CoverageChart({ history }: { history: CoveragePoint[] }) {
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
						<CoveragePlot series={series} timeZone={timeZone} />
					</Suspense>
				)}
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
			<caption className="sr-only">The lowest coverage of each hour</caption>
			<thead className="text-xs text-muted">
				<tr className="*:py-1 *:font-medium">
					<th scope="col">Hour from</th>
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
