import { CircleCheck } from 'lucide-react';
import type { Investigation } from '../../../server/pipeline/investigation/investigation.ts';
import { counted } from '../../count.ts';
import { Time } from '../../time/time.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { CauseGroup } from './cause-group.tsx';

/** Why what is open has failed, the cause of most first. */
export function InvestigationCard({ investigation }: { investigation: Investigation }) {
	const { groups, failures, since, duplicates, leftOut } = investigation;
	if (groups.length === 0) {
		return (
			<Card title="Why" flush>
				<Empty icon={CircleCheck} tone="good">
					Nothing that failed since <Time at={since} /> is open.
					{leftOut > 0 &&
						` ${counted(leftOut, 'older failure')} ${leftOut === 1 ? 'is' : 'are'}: each says below what it failed of.`}
				</Empty>
			</Card>
		);
	}
	return (
		<Card title="Why" aside={`${counted(groups.length, 'cause')} of ${counted(failures, 'failure')}`} flush>
			<ul className="divide-y">
				{groups.map((group, index) => (
					<li key={group.id}>
						<CauseGroup group={group} expanded={index === 0} />
					</li>
				))}
			</ul>
			<p className="border-t px-4 py-2.5 text-xs text-muted">
				Looked at: {counted(failures, 'open failure')} last seen since <Time at={since} />
				{duplicates > 0 && `; ${counted(duplicates, 'failed job')} in the queues told of the same`}
				{leftOut > 0 && `; ${counted(leftOut, 'older failure')} left out`}.
			</p>
		</Card>
	);
}
