import type { QueueReport } from '../../../server/pipeline/queues/queue-report.ts';
import { type Ended, type EndedPart, SPANS, type Span } from '../../../server/pipeline/queues/throughput.ts';
import { grouped } from '../../count.ts';
import { Time } from '../../time/time.tsx';
import { ColumnHeads } from '../ui/column-heads.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { HEIGHT, perMinute, STEP, throughputBars } from './throughput-bars.ts';

/** How fast a queue's jobs end: a sentence, a picture, and its numbers as a table. */
export function ThroughputChart({ throughput, span }: Pick<QueueReport, 'throughput'> & { span: Span }) {
	const ended = throughput[span];
	const { minutes } = SPANS[span];
	return (
		<div>
			<p className="text-xs text-muted">
				{span === 'hour' ? 'Last hour' : 'Last day'}:{' '}
				<b className="font-medium text-ink">{rate(ended.done, minutes)}</b> done,{' '}
				<b className={`font-medium ${ended.failed > 0 ? 'text-bad' : 'text-ink'}`}>
					{rate(ended.failed, minutes)}
				</b>{' '}
				failed{ended.retried > 0 && `, ${grouped(ended.retried)} tried again`}
			</p>
			{throughput.parts.some(hasEnded) ? (
				<Bars parts={throughput.parts} />
			) : (
				<p className="mt-1.5 flex h-10 items-end border-b pb-1 text-xs text-muted">
					No job of it ended in this time.
				</p>
			)}
			<div className="mt-1.5">
				<Disclosure summary="As a table">
					<PartsTable parts={throughput.parts} />
				</Disclosure>
			</div>
		</div>
	);
}

function rate(count: number, minutes: number): string {
	return `${perMinute(count, minutes)}/min (${grouped(count)})`;
}

function Bars({ parts }: { parts: EndedPart[] }) {
	const width = parts.length * STEP;
	return (
		<svg
			aria-hidden="true"
			viewBox={`0 0 ${width} ${HEIGHT}`}
			preserveAspectRatio="none"
			className="mt-1.5 block h-10 w-full border-b"
		>
			{throughputBars(parts).map(({ at, x, done, bad }) => (
				<g key={at.getTime()}>
					{done > 0 && (
						<rect x={x} y={HEIGHT - done} width={STEP - 1.5} height={done} className="fill-good" />
					)}
					{bad > 0 && (
						<rect x={x} y={HEIGHT - done - bad} width={STEP - 1.5} height={bad} className="fill-bad" />
					)}
				</g>
			))}
		</svg>
	);
}

const hasEnded = ({ done, failed, retried }: Ended) => done + failed + retried > 0;

function PartsTable({ parts }: { parts: EndedPart[] }) {
	const busy = parts.filter(hasEnded).toReversed();
	if (busy.length === 0) return <p className="text-xs text-muted">No job of it ended in this time.</p>;
	return (
		<table className="w-full text-xs">
			<ColumnHeads heads={['From', 'Done', 'Failed', 'Tried again']} className="*:pb-1 *:pl-3 *:first:pl-0" />
			<tbody>
				{busy.map(({ at, done, failed, retried }) => (
					<tr
						key={at.getTime()}
						className="border-t *:py-1 *:pl-3 *:text-right *:first:pl-0 *:first:text-left"
					>
						<td>
							<Time at={at} as="weekday" />
						</td>
						<td>{grouped(done)}</td>
						<td>{grouped(failed)}</td>
						<td>{grouped(retried)}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
