import type { ReactNode } from 'react';
import type { OutageGroup } from '../../../server/pipeline/outage-groups.ts';
import { Time } from '../../time/time.tsx';
import { OutageList } from '../pipeline/outage-list.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import type { CoverageTrace, SeriesPoint } from './coverage-data.ts';

export interface CoverageFigureProps {
	coverage: Omit<CoverageTrace, 'series'>;
	outages: OutageGroup[];
	/** Over many days: times are told with their day. */
	long?: boolean;
	/** The picture of it. */
	children: ReactNode;
}

/** Coverage over time, with the outages of workers: in sentences, as a picture, and as a table. */
export function CoverageFigure({
	coverage: { summary, rows },
	outages,
	long = false,
	children,
}: CoverageFigureProps) {
	return (
		<figure>
			<figcaption className="text-muted">{summary}</figcaption>
			<div className="mt-3 h-44" aria-hidden>
				{children}
			</div>
			<div className="mt-3">
				<h3 className="mb-1.5 text-xs font-medium text-muted">
					Outages{outages.length > 0 && ': hatched in the chart, by number'}
				</h3>
				<OutageList outages={outages} dated={long} />
			</div>
			<div className="mt-3">
				<Disclosure summary="As a table">
					<CoverageTable rows={rows} />
				</Disclosure>
			</div>
		</figure>
	);
}

function CoverageTable({ rows }: { rows: SeriesPoint[] }) {
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
				{rows.map(({ at, percentage, covered, matches }) => (
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
