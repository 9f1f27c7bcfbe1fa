import type { NextAction as Action } from '../../../server/pipeline/next-action.ts';
import { Relative, Time } from '../../time/time.tsx';

/** The one thing that happens next to a match, and when. */
export function NextAction({ next: { what, at } }: { next: Action }) {
	return (
		<span>
			{what}
			{at && (
				<>
					{' '}
					<span className="text-muted">
						at <Time at={at} as="weekday" />, <Relative at={at} />
					</span>
				</>
			)}
		</span>
	);
}
