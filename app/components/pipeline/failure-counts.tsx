import { Link } from '@remix-run/react';
import { STAGES, type StageName } from '../../../server/pipeline/stages.ts';
import { urls } from '../../urls.ts';
import { STAGE_LABELS } from './stage-state.ts';

/** How many failures are open, by stage, with the way to them. */
export function FailureCounts({ counts }: { counts: Record<StageName, number> }) {
	const failing = STAGES.filter((stage) => counts[stage] > 0);
	if (failing.length === 0) return <>no open failures in any stage</>;
	return (
		<Link to={urls.failures} className="font-medium text-info hover:underline">
			{failing.map((stage) => `${STAGE_LABELS[stage]} ${counts[stage]}`).join(' · ')}
		</Link>
	);
}
