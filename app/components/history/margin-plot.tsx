import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatDay } from '../../time/format.ts';
import type { MarginPoint } from './margin-data.ts';

const TICK = { fill: 'var(--muted)', fontSize: 11 };

/** Days on which those with matches can be told apart. */
const MOST_DOTTED = 100;

/** The drawing alone; its data are told beside it in words and as a table. Days are UTC; where there is room, those with matches have dots. */
export default function MarginPlot({ series }: { series: MarginPoint[] }) {
	const dots = series.length <= MOST_DOTTED;
	return (
		<ResponsiveContainer width="100%" height="100%">
			<LineChart data={series} margin={{ top: 8, right: 12, bottom: 0, left: -8 }} accessibilityLayer={false}>
				<CartesianGrid vertical={false} stroke="var(--line)" />
				<XAxis
					dataKey="at"
					type="number"
					domain={['dataMin', 'dataMax']}
					tickFormatter={(at: number) => formatDay(new Date(at), 'UTC')}
					tick={TICK}
					tickLine={false}
					axisLine={{ stroke: 'var(--line)' }}
					minTickGap={48}
				/>
				<YAxis
					tickFormatter={(minutes: number) => `${minutes} min`}
					tick={TICK}
					tickLine={false}
					axisLine={false}
					width={60}
				/>
				<Tooltip
					content={({ active, payload }) => {
						const point: MarginPoint | undefined = payload?.[0]?.payload;
						return active && point ? <Reading point={point} /> : null;
					}}
					cursor={{ stroke: 'var(--muted)', strokeDasharray: '3 3' }}
					isAnimationActive={false}
				/>
				<Line
					dataKey="p50"
					stroke="var(--good)"
					strokeWidth={2}
					connectNulls
					dot={dots && { r: 2.5, fill: 'var(--good)' }}
					isAnimationActive={false}
				/>
				<Line
					dataKey="p5"
					stroke="var(--warn)"
					strokeWidth={2}
					strokeDasharray="5 3"
					connectNulls
					dot={dots && { r: 2.5, fill: 'var(--warn)', strokeDasharray: '' }}
					isAnimationActive={false}
				/>
			</LineChart>
		</ResponsiveContainer>
	);
}

function Reading({ point: { at, p50, p5 } }: { point: MarginPoint }) {
	return (
		<div className="rounded-md border bg-surface px-2.5 py-1.5 text-xs shadow-lg">
			<p className="text-muted">{formatDay(new Date(at), 'UTC')}</p>
			<p className="font-medium">{p50 === null ? 'No match served' : `median ${p50} min, p5 ${p5} min`}</p>
		</div>
	);
}
