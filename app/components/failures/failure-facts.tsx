import { Link } from '@remix-run/react';
import type { Failure } from '../../../server/pipeline/failures/failure.ts';
import { grouped } from '../../count.ts';
import { Relative } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { STAGE_LABELS } from '../pipeline/stage-state.ts';
import { Badge } from '../ui/badge.tsx';
import { CATEGORY_LABELS, RESOLUTION_LABELS } from './failure-words.ts';
import { RegressedBadge } from './regressed-badge.tsx';

/** What is known of one failure. */
export function FailureFacts({ failure }: { failure: Failure }) {
	const { match, category, message, cause, regressions, resolved } = failure;
	return (
		<div className="@container min-w-0 flex-1">
			<div className="grid gap-x-6 gap-y-0.5 @2xl:grid-cols-[1fr_auto]">
				<div className="min-w-0">
					<p className="flex flex-wrap items-center gap-x-2 gap-y-1">
						<Link to={urls.match(match.id)} className="font-medium hover:underline" dir="auto">
							{match.home} – {match.away}
						</Link>
						<Badge tone={resolved ? 'quiet' : 'bad'}>{CATEGORY_LABELS[category]}</Badge>
						{regressions > 0 && <RegressedBadge />}
					</p>
					<p className="mt-0.5 line-clamp-3" dir="auto">
						{message}
					</p>
					{cause && (
						<p className="line-clamp-3 text-muted" dir="auto">
							Cause: {cause}
						</p>
					)}
					{resolved && (
						<p className={resolved.how === 'healed' ? 'text-good' : ''} dir="auto">
							{RESOLUTION_LABELS[resolved.how]}, <Relative at={resolved.at} />
							{resolved.because && `: ${resolved.because}`}
						</p>
					)}
				</div>
				<ul className="flex flex-wrap gap-x-3 text-xs text-muted @2xl:block @2xl:text-right">
					<History failure={failure} />
				</ul>
			</div>
		</div>
	);
}

function History({ failure }: { failure: Failure }) {
	const { stage, model, occurrences, firstSeenAt, lastSeenAt, retryRequestedAt, resolved } = failure;
	return (
		<>
			<li>
				{STAGE_LABELS[stage]}
				{model && ` · ${model.name}`}
			</li>
			<li>
				{occurrences === 1 ? (
					<>
						once, <Relative at={lastSeenAt} />
					</>
				) : (
					<>
						{grouped(occurrences)} times, first <Relative at={firstSeenAt} />, last{' '}
						<Relative at={lastSeenAt} />
					</>
				)}
			</li>
			{retryRequestedAt && !resolved && <li>another try was asked for</li>}
		</>
	);
}
