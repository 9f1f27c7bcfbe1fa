import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatClock, formatTime } from '../../time/format.ts';
import type { SeriesPoint } from './coverage-data.ts';

const TICK = { fill: 'var(--muted)', fontSize: 11 };

/** The drawing alone; its data are told beside it in words and as a table. */
export default function CoveragePlot({ series, timeZone }: { series: SeriesPoint[]; timeZone: string }) {
	return (
		<ResponsiveContainer width="100%" height="100%">
			<AreaChart data={series} margin={{ top: 8, right: 12, bottom: 0, left: -8 }} accessibilityLayer={false}>
				<CartesianGrid vertical={false} stroke="var(--line)" />
				<XAxis
					dataKey="at"
					type="number"
					domain={['dataMin', 'dataMax']}
					tickFormatter={(at: number) => formatClock(new Date(at), timeZone)}
					tick={TICK}
					tickLine={false}
					axisLine={{ stroke: 'var(--line)' }}
					minTickGap={48}
				/>
				<YAxis
					domain={[0, 100]}
					ticks={[0, 50, 100]}
					tickFormatter={(percentage: number) => `${percentage}%`}
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
