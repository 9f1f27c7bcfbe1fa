import { Link } from '@remix-run/react';
import { CircleCheck } from 'lucide-react';
import type { ModelFailureGroup } from '../../../server/pipeline/models/read-model.ts';
import { counted } from '../../count.ts';
import { Relative } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { Empty } from '../ui/empty.tsx';

/** What its calls failed with, and what was at the bottom of it; each leads to its failures. */
export function ModelFailures({ model, groups }: { model: string; groups: ModelFailureGroup[] }) {
	if (groups.length === 0) {
		return (
			<Empty icon={CircleCheck} tone="good">
				None of its calls has failed for now.
			</Empty>
		);
	}
	return (
		<ul aria-label="Open failures" className="divide-y">
			{groups.map(({ fingerprint, message, cause, failures, lastSeenAt }) => (
				<li key={fingerprint} className="grid gap-1 px-4 py-2.5">
					<p className="line-clamp-3" dir="auto">
						{message}
					</p>
					{cause !== null && (
						<p className="line-clamp-3 text-muted" dir="auto">
							Cause: {cause}
						</p>
					)}
					<p className="text-xs text-muted">
						<Link to={urls.failuresWith({ model, fingerprint })} className="text-info hover:underline">
							{counted(failures, 'failure')}
						</Link>
						, the last <Relative at={lastSeenAt} />
					</p>
				</li>
			))}
		</ul>
	);
}
