import type { MatchRun } from '../../../server/pipeline/match-story/run-match.ts';
import { useHydrated } from '../../hydrated.ts';
import { useLasting } from '../../lasting.ts';
import { NextAction } from '../pipeline/next-action.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

/** What the last pass over the match did; it stays until it is put away. */
export function RunResult({ result }: { result: MatchRun | undefined }) {
	const [shown, putAway] = useLasting(result);
	const hydrated = useHydrated();
	return (
		<div role="status" aria-label="Run" className="empty:absolute">
			{shown && (
				<Notice tone={shown.did ? 'good' : 'info'}>
					<p className="font-medium">
						{shown.did ? `The pass ${shown.did}.` : 'Nothing had to change: all of it is on its way.'}
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
