import { Link } from '@remix-run/react';
import { ShieldCheck } from 'lucide-react';
import type { Overview } from '../../../server/pipeline/overview.ts';
import { Relative, Time } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { Empty } from '../ui/empty.tsx';
import { KickoffTime } from './kickoff-time.tsx';
import { NextAction } from './next-action.tsx';
import { fromKickoff, RISK_CAUSES } from './risk-words.ts';
import { SeverityBadge } from './severity.tsx';
import { STAGE_LABELS } from './stage-state.ts';

/** Matches within 6 h of kick-off that may go unserved: what, why, and what happens next. */
export function AtRiskList({ atRisk }: Pick<Overview, 'atRisk'>) {
	if (atRisk.length === 0) {
		return (
			<Empty icon={ShieldCheck} tone="good">
				Every match that kicks off within 6 h will be served in time.
			</Empty>
		);
	}
	return (
		<ul className="divide-y">
			{atRisk.map(({ match, severity, stage, cause, reason, expectedAt, next }) => (
				<li key={match.id} className="grid gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[6rem_1fr_auto]">
					<div>
						<SeverityBadge severity={severity} />
					</div>
					<div className="min-w-0">
						<Link to={urls.match(match.id)} className="font-medium hover:underline" dir="auto">
							{match.home} – {match.away}
						</Link>
						<p className="line-clamp-3" dir="auto">
							<span className="font-medium">
								{STAGE_LABELS[stage]}, {RISK_CAUSES[cause].toLowerCase()}:
							</span>{' '}
							{reason}
						</p>
						{expectedAt && (
							<p>
								Expected <Time at={expectedAt} as="clock" />, {fromKickoff(expectedAt, match.kickoffAt)}
							</p>
						)}
						<p className="text-muted">
							Next: <NextAction next={next} />
						</p>
					</div>
					<p className="text-muted sm:text-right">
						<KickoffTime match={match} as="weekday" />
						<span className="sm:block">
							{' '}
							<Relative at={match.kickoffAt} />
						</span>
					</p>
				</li>
			))}
		</ul>
	);
}
