import type { OutageGroup } from '../../../server/pipeline/outage-groups.ts';
import { formatWeekday } from '../../time/format.ts';
import { useTimeZone } from '../../time/time-zone.tsx';
import { clockTicks } from './clock-ticks.ts';
import type { CoverageTrace } from './coverage-data.ts';
import { CoverageFigure } from './coverage-figure.tsx';
import { outageBands } from './outage-bands.ts';
import { stepPaths } from './step-path.ts';

interface CoverageStripProps {
	coverage: CoverageTrace;
	outages: OutageGroup[];
	/** The times, in milliseconds since 1970, that it shows. */
	from: number;
	to: number;
}

const percent = (share: number) => `${Math.round(share * 10_000) / 100}%`;

/** Coverage over a day, drawn by the server: it is there without JavaScript, and costs none. */
export function CoverageStrip({ coverage, outages, from, to }: CoverageStripProps) {
	const timeZone = useTimeZone();
	const share = (at: number) => (at - from) / (to - from || 1);
	return (
		<CoverageFigure coverage={coverage} outages={outages}>
			<div className="grid h-full grid-cols-[2.75rem_1fr] grid-rows-[1fr_1.25rem] pr-2 text-[11px] text-muted">
				<div className="flex flex-col justify-between pr-2 text-right leading-none">
					<span>100 %</span>
					<span>50 %</span>
					<span>0 %</span>
				</div>
				<div className="relative my-1.5 border-y">
					<div className="absolute inset-x-0 top-1/2 border-t" />
					<Line coverage={coverage} span={{ from, to }} timeZone={timeZone} />
					{outageBands(outages, { from, to }).map((band) => (
						<div
							key={band.number}
							className="hatched pointer-events-none absolute inset-y-0 min-w-1 text-center font-semibold text-bad"
							style={{ left: percent(share(band.from)), width: percent(share(band.to) - share(band.from)) }}
						>
							<span className="rounded bg-surface px-1">{band.number}</span>
						</div>
					))}
				</div>
				<div className="relative col-start-2">
					{clockTicks(from, to, timeZone).map((tick) => (
						<span
							key={tick.share}
							className="absolute -translate-x-1/2"
							style={{ left: percent(tick.share) }}
						>
							{tick.label}
						</span>
					))}
				</div>
			</div>
		</CoverageFigure>
	);
}

interface LineProps {
	coverage: CoverageTrace;
	span: { from: number; to: number };
	timeZone: string;
}

/** What a pointer reads is the lowest from each time on, as in the table. */
function Line({ coverage: { series, rows }, span, timeZone }: LineProps) {
	const { line, below, above } = stepPaths(series, span);
	const x = (at: number) =>
		Math.round(1_000 * Math.min(1, Math.max(0, (at - span.from) / (span.to - span.from || 1))));
	return (
		<svg
			aria-hidden
			viewBox="0 0 1000 100"
			preserveAspectRatio="none"
			className="absolute inset-0 size-full overflow-visible *:[rect]:fill-transparent *:[rect]:hover:fill-ink/5"
		>
			<path d={below} className="fill-good opacity-15" />
			<path d={above} className="fill-bad opacity-30" />
			<path d={line} className="fill-none stroke-good" strokeWidth={2} vectorEffect="non-scaling-stroke" />
			{rows.map(({ at, percentage, covered, matches }, index) => (
				<rect key={at} x={x(at)} width={x(rows[index + 1]?.at ?? span.to) - x(at)} height={100}>
					<title>
						{`From ${formatWeekday(new Date(at), timeZone)}: ${percentage === null ? 'no match' : `at least ${covered} of ${matches} covered`}`}
					</title>
				</rect>
			))}
		</svg>
	);
}
