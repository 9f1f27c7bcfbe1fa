import { RotateCw } from 'lucide-react';
import { grouped } from '../../count.ts';
import { Badge } from '../ui/badge.tsx';

/** Failures that came back after they had been resolved; without a count it is about one. */
export function RegressedBadge({ count }: { count?: number }) {
	return (
		<Badge tone="warn" icon={RotateCw}>
			<span title="Came back after it had been resolved">
				{count === undefined ? 'Regressed' : `${grouped(count)} regressed`}
			</span>
		</Badge>
	);
}
