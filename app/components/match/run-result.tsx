import { Link } from '@remix-run/react';
import type { MatchRun } from '../../../server/pipeline/match-story/run-match.ts';
import { useHydrated } from '../../hydrated.ts';
import { useLasting } from '../../lasting.ts';
import { urls } from '../../urls.ts';
import { NextAction } from '../pipeline/next-action.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

interface RunResultProps {
	result: MatchRun | undefined;
	/** Not on the page of the match itself. */
	linked?: boolean;
}

/** What the last pass over a match did; it stays until it is put away. */
export function RunResult({ result, linked = false }: RunResultProps) {
	const [shown, putAway] = useLasting(result);
	const hydrated = useHydrated();
	return (
		<div role="status" aria-label="Run" className="empty:absolute">
			{shown && (
				<Notice tone={shown.did ? 'good' : 'info'}>
					<p className="font-medium first-letter:uppercase">
						{linked && (
							<>
								<Link to={urls.match(shown.match.id)} className="underline underline-offset-4" dir="auto">
									{shown.match.home} – {shown.match.away}
								</Link>
								:{' '}
							</>
						)}
						{shown.did ? `the pass ${shown.did}.` : 'nothing had to change, all of it is on its way.'}
					</p>
					<p className="text-ink">
						Next: <NextAction next={shown.next} />
					</p>
					<Button type="button" onClick={putAway} className={`mt-2 ${hydrated ? '' : 'invisible'}`}>
						Put away
					</Button>
				</Notice>
			)}
		</div>
	);
}
