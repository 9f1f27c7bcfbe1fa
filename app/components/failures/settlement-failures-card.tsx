import { Link } from '@remix-run/react';
import type { Failure } from '../../../server/pipeline/failures/failure.ts';
import { STAGES, type StageName } from '../../../server/pipeline/stages.ts';
import { grouped } from '../../count.ts';
import { urls } from '../../urls.ts';
import { STAGE_LABELS } from '../pipeline/stage-state.ts';
import { Card } from '../ui/card.tsx';
import { commonest } from './commonest.ts';
import { FailureList } from './failure-list.tsx';

interface SettlementFailuresCardProps {
	/** Open failures, by stage. */
	counts: Record<StageName, number>;
	/** Of settlement, the newest first. */
	failures: Failure[];
}

/** What an overview has room for. */
const SHOWN = 3;

/** The newest failures that a settlement ended in, and the way to why they did. */
export function SettlementFailuresCard({ counts, failures }: SettlementFailuresCardProps) {
	const most = commonest(failures);
	return (
		<Card title="Settlement failures" aside={<Counts counts={counts} />} flush>
			{most && (
				<div className="border-b px-4 py-3">
					<p className="line-clamp-2" dir="auto">
						<span className="font-medium">{grouped(most.count)} alike:</span> {most.words}
					</p>
					<Link to={urls.failures} className="font-medium text-info hover:underline">
						Why, and what mends them
					</Link>
				</div>
			)}
			<FailureList
				failures={failures.slice(0, SHOWN)}
				empty="Every finished match has been settled, or is being settled."
			/>
			{counts.settlement > SHOWN && (
				<p className="border-t px-4 py-2.5">
					<Link
						to={urls.failuresWith({ stage: 'settlement' })}
						className="font-medium text-info hover:underline"
					>
						All {grouped(counts.settlement)} settlement failures
					</Link>
				</p>
			)}
		</Card>
	);
}

/** How many failures are open, by stage, with the way to them. */
function Counts({ counts }: { counts: Record<StageName, number> }) {
	const failing = STAGES.filter((stage) => counts[stage] > 0);
	if (failing.length === 0) return <>no open failures in any stage</>;
	return (
		<Link to={urls.failures} className="font-medium text-info hover:underline">
			{failing.map((stage) => `${STAGE_LABELS[stage]} ${grouped(counts[stage])}`).join(' · ')}
		</Link>
	);
}
