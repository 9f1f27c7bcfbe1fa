import type { Failure } from '../../../server/pipeline/failures/failure.ts';
import { FailureFacts } from './failure-facts.tsx';

/** Failures that nothing is left to be done about. */
export function ResolvedList({ failures }: { failures: Failure[] }) {
	return (
		<ul className="divide-y empty:hidden">
			{failures.map((failure) => (
				<li key={failure.id} className="px-4 py-3">
					<FailureFacts failure={failure} />
				</li>
			))}
		</ul>
	);
}
