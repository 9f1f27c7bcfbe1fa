import { Link } from '@remix-run/react';
import { CircleCheck, Info } from 'lucide-react';
import type { RetryResult as Result } from '../../../server/pipeline/retry.ts';
import { useLasting } from '../../lasting.ts';
import { urls } from '../../urls.ts';
import { TONE_SOFT } from '../ui/tone.ts';
import { NextAction } from './next-action.tsx';

/** What the last retry on this page did; it stays until the page is left. */
export function RetryResult({ result }: { result: Result | undefined }) {
	const [shown] = useLasting(result);
	return (
		<div role="status" aria-label="Retry" className="empty:absolute">
			{shown && <Outcome result={shown} />}
		</div>
	);
}

function Outcome({ result: { retried, notOpen, matches } }: { result: Result }) {
	const Icon = retried > 0 ? CircleCheck : Info;
	return (
		<div className={`flex gap-2.5 rounded-lg px-4 py-3 ${TONE_SOFT[retried > 0 ? 'good' : 'info']}`}>
			<Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
			<div className="min-w-0">
				<p className="font-medium">{headline(retried, matches.length)}</p>
				<ul className="text-ink">
					{matches.map(({ id, home, away, next }) => (
						<li key={id}>
							<Link to={urls.match(id)} className="font-medium underline underline-offset-4" dir="auto">
								{home} – {away}
							</Link>
							: <NextAction next={next} />
						</li>
					))}
				</ul>
				{retried > 0 && notOpen > 0 && <p>{notOpen} more had been done in the meantime.</p>}
			</div>
		</div>
	);
}

function headline(retried: number, matches: number): string {
	if (retried === 0) return 'Nothing to retry: it has been done in the meantime.';
	return `Retry queued for ${matches} ${matches === 1 ? 'match' : 'matches'}:`;
}
