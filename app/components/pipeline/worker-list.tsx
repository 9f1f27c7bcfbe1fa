import { CircleCheck, CircleX } from 'lucide-react';
import type { WorkerStatus } from '../../../server/pipeline/workers-alive.ts';
import { Badge } from '../ui/badge.tsx';

const LABELS: Record<WorkerStatus['kind'], string> = {
	scheduling: 'Scheduling',
	prediction: 'Prediction',
	settlement: 'Settlement',
};

/** Which workers are alive. */
export function WorkerList({ workers }: { workers: WorkerStatus[] }) {
	return (
		<ul className="grid gap-2">
			{workers.map(({ kind, alive }) => (
				<li key={kind} className="flex items-center justify-between gap-2">
					{LABELS[kind]}
					{alive > 0 ? (
						<Badge tone="good" icon={CircleCheck}>
							{alive === 1 ? 'alive' : `${alive} alive`}
						</Badge>
					) : (
						<Badge tone="bad" icon={CircleX}>
							not running
						</Badge>
					)}
				</li>
			))}
		</ul>
	);
}
