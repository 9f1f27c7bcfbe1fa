import { lazy, Suspense, useEffect, useState } from 'react';
import type { ServiceView } from './service-view.ts';

const MarginPlot = lazy(() => import('./margin-plot.tsx'));

/** How early the predictions were there: in a sentence, and as a picture where there is JavaScript. */
export function MarginChart({ margin: { summary, series } }: Pick<ServiceView, 'margin'>) {
	const [drawn, setDrawn] = useState(false);
	useEffect(() => setDrawn(true), []);
	const known = series.some(({ p5 }) => p5 !== null);
	return (
		<figure>
			<figcaption className="text-muted">{summary}</figcaption>
			{known && (
				<>
					<div className="mt-3 h-36" aria-hidden>
						{drawn && (
							<Suspense>
								<MarginPlot series={series} />
							</Suspense>
						)}
					</div>
					<ul aria-hidden className="mt-1 flex flex-wrap gap-x-4 text-xs text-muted">
						<li className="flex items-center gap-1.5">
							<span className="w-5 border-t-2 border-good" /> median
						</li>
						<li className="flex items-center gap-1.5">
							<span className="w-5 border-t-2 border-dashed border-warn" /> p5: 95 % had more
						</li>
					</ul>
				</>
			)}
		</figure>
	);
}
