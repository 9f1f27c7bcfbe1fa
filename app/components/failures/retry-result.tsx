import { Link } from '@remix-run/react';
import { groupBy } from '../../../server/group-by.ts';
import type { FailureAction, NamedResult } from '../../../server/pipeline/failures/failure-action.ts';
import { counted } from '../../count.ts';
import { useLasting } from '../../lasting.ts';
import { urls } from '../../urls.ts';
import { NextAction } from '../pipeline/next-action.tsx';
import { Notice } from '../ui/notice.tsx';

interface Retried {
	action: FailureAction;
	results: NamedResult[];
}

/** What the last retry on this page did; it stays until the page is left. */
export function RetryResult({ result }: { result: Retried | undefined }) {
	const [shown] = useLasting(result);
	return (
		<div role="status" aria-label="Retry" className="empty:absolute">
			{shown && <Told retried={shown} />}
		</div>
	);
}

function Told({ retried: { action, results } }: { retried: Retried }) {
	const { queued, refused } = action.outcomes;
	return (
		<Notice tone={queued > 0 ? 'good' : refused > 0 ? 'warn' : 'info'}>
			<p className="font-medium">{headline(action)}</p>
			<ul className="text-ink">
				{alike(results).map(({ failureId, match, reason, next, count }) => (
					<li key={failureId}>
						{match ? (
							<Link to={urls.match(match.id)} className="font-medium underline underline-offset-4" dir="auto">
								{match.home} – {match.away}
							</Link>
						) : (
							failureId
						)}
						: {count > 1 && `${counted(count, 'failure')}: `}
						{reason ?? (next ? <NextAction next={next} /> : 'done, or cleared, in the meantime')}
					</li>
				))}
			</ul>
			{queued > 0 && (
				<Link to={urls.failureAction(action.id)} className="font-medium underline underline-offset-4">
					Follow it
				</Link>
			)}
		</Notice>
	);
}

/** Results of one match that say the same, once. */
function alike(results: NamedResult[]): (NamedResult & { count: number })[] {
	const groups = groupBy(results, ({ failureId, match, reason, next }) =>
		match ? [match.id, reason, next?.what].join('\n') : failureId,
	);
	return [...groups.values()].flatMap(([first, ...others]) =>
		first ? [{ ...first, count: others.length + 1 }] : [],
	);
}

function headline({ total, outcomes }: FailureAction): string {
	if (outcomes.queued === total) return total === 1 ? 'Retry queued:' : `Retry of ${total} queued:`;
	if (outcomes.queued > 0) return `Retry of ${outcomes.queued} of ${total} queued:`;
	return outcomes.refused > 0 ? 'The retry was refused:' : 'Nothing to retry:';
}
