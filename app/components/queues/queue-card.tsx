import { ExternalLink } from 'lucide-react';
import type { QueueReport } from '../../../server/pipeline/queues/queue-report.ts';
import type { Span } from '../../../server/pipeline/queues/throughput.ts';
import { counted, grouped } from '../../count.ts';
import { formatDuration } from '../../time/format.ts';
import { Time } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { Badge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { type Figure, Figures } from '../ui/figures.tsx';
import { TONE_TEXT } from '../ui/tone.ts';
import { ConcurrencyForm } from './concurrency-form.tsx';
import { PauseForm, ResumeForm } from './pause-form.tsx';
import { QUEUE_STATES, stateWords } from './queue-state.ts';
import { ThroughputChart } from './throughput-chart.tsx';

/** What a queue holds and waits for, how fast it is, and what can be done about it. */
export function QueueCard({ queue, span }: { queue: QueueReport; span: Span }) {
	const { name, label, purpose, state, paused, throughput } = queue;
	const { label: word, tone, icon } = QUEUE_STATES[state];
	return (
		<Card
			id={name}
			title={label.charAt(0).toUpperCase() + label.slice(1)}
			aside={
				<span className="flex items-center gap-3">
					{workersInWords(queue)}
					<Badge tone={tone} icon={icon}>
						{word}
					</Badge>
				</span>
			}
			flush
			className="flex flex-col"
		>
			<div className="grid gap-4 p-4">
				<div>
					<p className="text-muted">{purpose}</p>
					<p className={`mt-1 ${tone === 'bad' || tone === 'warn' ? TONE_TEXT[tone] : ''}`}>
						{stateWords(queue)}
						{paused && (
							<>
								{' '}
								Paused by {paused.by}, <Time at={paused.at} />.
							</>
						)}
					</p>
				</div>
				<Figures figures={figuresOf(queue)} />
				<ThroughputChart throughput={throughput} span={span} />
			</div>
			<div className="flex flex-wrap items-start gap-x-6 gap-y-3 border-t bg-raised px-4 py-3">
				{state === 'paused' ? <ResumeForm name={name} label={label} /> : <PauseForm queue={queue} />}
				<ConcurrencyForm queue={queue} />
				<a
					href={urls.queueOnBoard(name)}
					className="-mt-1 ml-auto flex min-h-6 items-center gap-1 text-xs font-medium text-info hover:underline"
				>
					Jobs on the board
					<span className="sr-only">: {label}</span>
					<ExternalLink aria-hidden className="size-3" />
				</a>
			</div>
		</Card>
	);
}

function figuresOf({ counts }: QueueReport): Figure[] {
	const { waiting, prioritized, delayed, active, failed, overdueMs } = counts;
	return [
		{
			label: 'Waiting',
			value: grouped(waiting),
			...(prioritized > 0 && { of: `+ ${grouped(prioritized)} that yield` }),
		},
		{ label: 'Running', value: grouped(active) },
		{ label: 'Later', value: grouped(delayed) },
		{ label: 'Failed', value: grouped(failed) },
		{ label: 'Oldest is due for', value: overdueMs === null ? 'none' : formatDuration(overdueMs) },
	];
}

/** Who takes its jobs, and how many of them live. */
function workersInWords({ worker, workersAlive }: QueueReport): string {
	if (worker === null || workersAlive === null) return 'sent by the process that watches';
	return counted(workersAlive, `${worker} worker`);
}
