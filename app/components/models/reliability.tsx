import type { CalibrationBin } from '../../../server/pipeline/points/calibration.ts';
import { grouped } from '../../count.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { reliabilitySummary } from './reliability-words.ts';

const SIZE = 240;
const EDGE = 28;

/** How often what had a chance came true, against the chance: on the line, it is as good as its word. */
export function Reliability({ bins }: { bins: CalibrationBin[] }) {
	return (
		<figure className="min-w-0">
			<figcaption className="text-muted">{reliabilitySummary(bins)}</figcaption>
			<Diagram bins={bins} />
			<div className="mt-2">
				<Disclosure summary="By tenths, as a table">
					<Table bins={bins} />
				</Disclosure>
			</div>
		</figure>
	);
}

/** Dots are as large as many chances lie in their tenth. */
function Diagram({ bins }: { bins: CalibrationBin[] }) {
	const most = Math.max(1, ...bins.map(({ chances }) => chances));
	const x = (share: number) => EDGE + share * (SIZE - EDGE - 8);
	const y = (share: number) => SIZE - EDGE - share * (SIZE - EDGE - 8);
	const dots = bins.flatMap(({ from, predicted, observed, chances }) =>
		predicted === null || observed === null ? [] : [{ from, predicted, observed, chances }],
	);
	return (
		<svg aria-hidden="true" viewBox={`0 0 ${SIZE} ${SIZE}`} className="mt-3 w-full max-w-72 text-[9px]">
			{[0, 0.25, 0.5, 0.75, 1].map((share) => (
				<g key={share} className="fill-muted stroke-line" strokeWidth="1">
					<path d={`M${x(0)} ${y(share)}H${x(1)}`} />
					<text stroke="none" x={EDGE - 4} y={y(share) + 3} textAnchor="end">
						{100 * share}
					</text>
					<text stroke="none" x={x(share)} y={SIZE - EDGE + 12} textAnchor="middle">
						{100 * share}
					</text>
				</g>
			))}
			<path d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} className="stroke-muted" strokeDasharray="4 3" />
			<polyline
				points={dots.map(({ predicted, observed }) => `${x(predicted)},${y(observed)}`).join(' ')}
				className="fill-none stroke-info"
				strokeWidth="1.5"
			/>
			{dots.map(({ from, predicted, observed, chances }) => (
				<circle
					key={from}
					cx={x(predicted)}
					cy={y(observed)}
					r={2.5 + 5 * Math.sqrt(chances / most)}
					className="fill-info/60 stroke-info"
				/>
			))}
			<text x={x(0.5)} y={SIZE - 3} textAnchor="middle" className="fill-muted">
				chance given, %
			</text>
			<text x={x(0) + 4} y={y(1) + 10} className="fill-muted">
				came true, %
			</text>
		</svg>
	);
}

function Table({ bins }: { bins: CalibrationBin[] }) {
	return (
		<table className="w-full max-w-md text-xs">
			<caption className="sr-only">Chances that were given, and the share of them that came true</caption>
			<thead className="text-muted">
				<tr className="*:py-1 *:pr-4 *:text-right *:font-medium *:first:text-left">
					<th scope="col">Chance</th>
					<th scope="col">How many</th>
					<th scope="col">Mean</th>
					<th scope="col">Came true</th>
				</tr>
			</thead>
			<tbody>
				{bins.map(({ from, to, chances, predicted, observed }) => (
					<tr key={from} className="border-t *:py-1 *:pr-4 *:text-right">
						<th scope="row" className="text-left! font-normal">
							{Math.round(100 * from)} to {Math.round(100 * to)} %
						</th>
						<td>{grouped(chances)}</td>
						<td>{percent(predicted)}</td>
						<td>{percent(observed)}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}

function percent(share: number | null): string {
	return share === null ? '–' : `${(100 * share).toFixed(1)} %`;
}
