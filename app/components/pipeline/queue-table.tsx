import type { QueueStatus } from '../../../server/pipeline/queue-status.ts';

/** What the queues hold. */
export function QueueTable({ queues }: { queues: QueueStatus[] }) {
	return (
		<table className="w-full">
			<caption className="sr-only">Jobs in the queues</caption>
			<thead className="text-xs text-muted">
				<tr className="*:whitespace-nowrap *:pb-1.5 *:pl-3 *:font-medium *:first:pl-0">
					<th scope="col" className="text-left">
						Queue
					</th>
					<th scope="col" className="text-right">
						Running
					</th>
					<th scope="col" className="text-right">
						Waiting
					</th>
					<th scope="col" className="text-right">
						Later
					</th>
				</tr>
			</thead>
			<tbody>
				{queues.map(({ name, label, active, waiting, prioritized, delayed, paused }) => (
					<tr key={name} className="border-t *:py-1.5">
						<th scope="row" className="text-left font-normal first-letter:uppercase">
							{label}
							{paused && <span className="text-warn"> (paused)</span>}
						</th>
						<Count value={active} />
						<Count value={waiting + prioritized} />
						<Count value={delayed} />
					</tr>
				))}
			</tbody>
		</table>
	);
}

function Count({ value }: { value: number }) {
	return <td className={`pl-3 text-right ${value === 0 ? 'text-muted' : 'font-medium'}`}>{value}</td>;
}
