import type { QueueStatus } from '../../../server/pipeline/queue-status.ts';
import { grouped } from '../../count.ts';
import { ColumnHeads } from '../ui/column-heads.tsx';
import { TONE_TEXT } from '../ui/tone.ts';
import { queueNotes } from './queue-notes.ts';

/** What the queues hold. */
export function QueueTable({ queues }: { queues: QueueStatus[] }) {
	return (
		<table className="w-full">
			<caption className="sr-only">Jobs in the queues</caption>
			<ColumnHeads
				heads={['Queue', 'Running', 'Waiting', 'Later']}
				className="*:pb-1.5 *:pl-3 *:first:pl-0"
			/>
			<tbody>
				{queues.map((queue) => (
					<tr key={queue.name} className="border-t align-top *:py-1.5">
						<th scope="row" className="text-left font-normal">
							<span className="block first-letter:uppercase">{queue.label}</span>
							{queueNotes(queue).map(({ words, tone }) => (
								<span key={words} className={`block text-xs first-letter:uppercase ${TONE_TEXT[tone]}`}>
									{words}
								</span>
							))}
						</th>
						<Count value={queue.active} />
						<Count value={queue.waiting + queue.prioritized} />
						<Count value={queue.delayed} />
					</tr>
				))}
			</tbody>
		</table>
	);
}

function Count({ value }: { value: number }) {
	return (
		<td className={`pl-3 text-right ${value === 0 ? 'text-muted' : 'font-medium'}`}>{grouped(value)}</td>
	);
}
