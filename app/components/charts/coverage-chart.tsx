import { lazy, Suspense, useEffect, useState } from 'react';
import type { OutageGroup } from '../../../server/pipeline/outage-groups.ts';
import { useTimeZone } from '../../time/time-zone.tsx';
import type { CoverageTrace } from './coverage-data.ts';
import { CoverageFigure } from './coverage-figure.tsx';

const CoveragePlot = lazy(() => import('./coverage-plot.tsx'));

interface CoverageChartProps {
	coverage: CoverageTrace;
	outages: OutageGroup[];
	/** Where the chart ends. */
	now: Date;
}

/** Coverage over many days; a pointer reads its values, where there is JavaScript. */
export function CoverageChart({ coverage, outages, now }: CoverageChartProps) {
	const timeZone = useTimeZone();
	const [drawn, setDrawn] = useState(false);
	useEffect(() => setDrawn(true), []);
	return (
		<CoverageFigure coverage={coverage} outages={outages} long>
			{drawn && coverage.series.length > 0 && (
				<Suspense>
					<CoveragePlot
						series={coverage.series}
						outages={outages}
						until={now.getTime()}
						timeZone={timeZone}
					/>
				</Suspense>
			)}
		</CoverageFigure>
	);
}
