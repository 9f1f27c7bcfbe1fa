import {
	Area,
	AreaChart,
	CartesianGrid,
	ReferenceArea,
	ResponsiveContainer,
	Tooltip,
	XAxis,
	YAxis,
} from 'recharts';
import type { OutageGroup } from '../../../server/pipeline/outage-groups.ts';
import { formatDay, formatTime } from '../../time/format.ts';
import type { SeriesPoint } from './coverage-data.ts';
import { outageBands } from './outage-bands.ts';

const TICK = { fill: 'var(--muted)', fontSize: 11 };

interface CoveragePlotProps {
	series: SeriesPoint[];
	outages: OutageGroup[];
	/** Milliseconds since 1970: the chart's right end. */
	until: number;
	timeZone: string;
}

/** The drawing alone; its data are told beside it in words and as a table. */
export default function CoveragePlot({ series, outages, until, timeZone }: CoveragePlotProps) {
	const from = series[0]?.at ?? until;
	const to = Math.max(until, series.at(-1)?.at ?? until);
	return (
		<ResponsiveContainer width="100%" height="100%">
			<AreaChart data={series} margin={{ top: 8, right: 12, bottom: 0, left: -8 }} accessibilityLayer={false}>
				<defs>
					<pattern
						id="outage"
						width="6"
						height="6"
						patternUnits="userSpaceOnUse"
						patternTransform="rotate(45)"
					>
						<rect width="6" height="6" fill="var(--bad)" fillOpacity={0.08} />
						<line x1="0" y1="0" x2="0" y2="6" stroke="var(--bad)" strokeOpacity={0.6} strokeWidth={2} />
					</pattern>
				</defs>
				<CartesianGrid vertical={false} stroke="var(--line)" />
				<XAxis
					dataKey="at"
					type="number"
					domain={[from, to]}
					tickFormatter={(at: number) => formatDay(new Date(at), timeZone)}
					tick={TICK}
					tickLine={false}
					axisLine={{ stroke: 'var(--line)' }}
					minTickGap={48}
				/>
				<YAxis
					domain={[0, 100]}
					ticks={[0, 50, 100]}
					tickFormatter={(percentage: number) => `${percentage} %`}
					tick={TICK}
					tickLine={false}
					axisLine={false}
					width={48}
				/>
				<Tooltip
					content={({ active, payload }) => {
						const point: SeriesPoint | undefined = payload?.[0]?.payload;
						return active && point ? <Reading point={point} timeZone={timeZone} /> : null;
					}}
					cursor={{ stroke: 'var(--muted)', strokeDasharray: '3 3' }}
					isAnimationActive={false}
				/>
				{outageBands(outages, { from, to }).map((band) => (
					<ReferenceArea
						key={band.number}
						x1={band.from}
						x2={band.to}
						fill="url(#outage)"
						fillOpacity={1}
						label={{
							value: band.number,
							position: 'insideTop',
							fill: 'var(--bad)',
							fontSize: 11,
							fontWeight: 600,
						}}
					/>
				))}
				<Area
					type="stepAfter"
					dataKey="percentage"
					stroke="var(--good)"
					strokeWidth={2}
					fill="var(--good)"
					fillOpacity={0.14}
					isAnimationActive={false}
					dot={series.length === 1}
				/>
			</AreaChart>
		</ResponsiveContainer>
	);
}

function Reading({ point, timeZone }: { point: SeriesPoint; timeZone: string }) {
	return (
		<div className="rounded-md border bg-surface px-2.5 py-1.5 text-xs shadow-lg">
			<p className="text-muted">{formatTime(new Date(point.at), timeZone)}</p>
			<p className="font-medium">
				{point.percentage === null ? 'No match' : `${point.covered} of ${point.matches} covered`}
			</p>
		</div>
	);
}
