import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { CoveragePoint } from '../../../server/history/coverage-history.ts';
import type { OutageGroup } from '../../../server/pipeline/outage-groups.ts';
import { useTimeZone } from '../../time/time-zone.tsx';
import { coverageSeries } from './coverage-data.ts';
import { CoverageFigure } from './coverage-figure.tsx';

const CoveragePlot = lazy(() => import('./coverage-plot.tsx'));

interface CoverageChartProps {
	history: CoveragePoint[];
	outages: OutageGroup[];
	/** Where the chart ends. */
	now: Date;
}

/** Coverage over many days; a pointer reads its values, where there is JavaScript. */
export function CoverageChart({ history, outages, now }: CoverageChartProps) {
	const timeZone = useTimeZone();
	const series = useMemo(() => coverageSeries(history), [history]);
	const [drawn, setDrawn] = useState(false);
	useEffect(() => setDrawn(true), []);
	return (
		<CoverageFigure history={history} outages={outages} long>
			{drawn && series.length > 0 && (
				<Suspense>
					<CoveragePlot series={series} outages={outages} until={now.getTime()} timeZone={timeZone} />
				</Suspense>
			)}
		</CoverageFigure>
	);
}
