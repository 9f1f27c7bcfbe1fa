import { Link } from '@remix-run/react';
import { History } from 'lucide-react';
import type { FailureAction } from '../../../server/pipeline/failures/failure-action.ts';
import { counted } from '../../count.ts';
import { Time } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { Empty } from '../ui/empty.tsx';
import { TONE_TEXT } from '../ui/tone.ts';
import { actionProgress } from './action-progress.ts';
import { KIND_LABELS } from './failure-words.ts';

/** What operators did about failures, the newest first. */
export function ActionList({ actions }: { actions: FailureAction[] }) {
	if (actions.length === 0) return <Empty icon={History}>Nobody has retried or cleared anything yet.</Empty>;
	return (
		<ul className="divide-y">
			{actions.map((action) => {
				const { sentence, tone } = actionProgress(action, 'done');
				return (
					<li key={action.id} className="grid gap-x-4 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[1fr_1fr_auto]">
						<div className="min-w-0">
							<Link to={urls.failureAction(action.id)} className="font-medium hover:underline">
								{KIND_LABELS[action.kind]} of {counted(action.total, 'failure')}
							</Link>
							<p className="text-xs text-muted" dir="auto">
								{action.selection}
								{action.reason && `: ${action.reason}`}
							</p>
						</div>
						<p className={TONE_TEXT[tone]}>{sentence}</p>
						<p className="text-xs text-muted sm:pt-0.5 sm:text-right">
							{action.operator}, <Time at={action.startedAt} />
						</p>
					</li>
				);
			})}
		</ul>
	);
}
