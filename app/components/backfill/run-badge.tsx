import { Badge } from '../ui/badge.tsx';
import { RUN_VIEWS, type RunState } from './run-state.ts';

/** What a run does now, or how it ended. */
export function RunBadge({ state }: { state: RunState }) {
	const { label, tone, icon } = RUN_VIEWS[state];
	return (
		<Badge tone={tone} icon={icon}>
			{label}
		</Badge>
	);
}
