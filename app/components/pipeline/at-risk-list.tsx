import { Form, Link } from '@remix-run/react';
import { ArrowRight, Play, RotateCw, ShieldCheck } from 'lucide-react';
import type { Overview } from '../../../server/pipeline/overview.ts';
import { counted } from '../../count.ts';
import { MATCH_INTENTS } from '../../match-intents.ts';
import { useSubmitting } from '../../submitting.ts';
import { Relative, Time } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { KickoffTime } from './kickoff-time.tsx';
import { NextAction } from './next-action.tsx';
import { RISK_REMEDIES, type RiskRemedy } from './risk-remedies.ts';
import { fromKickoff, RISK_CAUSES } from './risk-words.ts';
import { SeverityBadge } from './severity.tsx';
import { STAGE_LABELS } from './stage-state.ts';

/** More would push what they have in common, and what mends it, out of sight. */
const MOST_SHOWN = 8;

/** Matches within 6 h of kick-off that may go unserved: what, why, and what happens next. */
export function AtRiskList({ atRisk }: Pick<Overview, 'atRisk'>) {
	if (atRisk.length === 0) {
		return (
			<Empty icon={ShieldCheck} tone="good">
				Every match that kicks off within 6 h will be served in time.
			</Empty>
		);
	}
	const more = atRisk.length - MOST_SHOWN;
	return (
		<ul className="divide-y">
			{atRisk.slice(0, MOST_SHOWN).map(({ match, severity, stage, cause, reason, expectedAt, next }) => (
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
					<div className="text-muted sm:text-right">
						<KickoffTime match={match} as="weekday" />
						<span className="sm:block">
							{' '}
							<Relative at={match.kickoffAt} />
						</span>
						<Remedy remedy={RISK_REMEDIES[cause]} match={match} />
					</div>
				</li>
			))}
			{more > 0 && (
				<li className="px-4 py-3">
					<Link to={urls.matchesWith({ state: 'at_risk' })} className="font-medium text-info hover:underline">
						{counted(more, 'more match', 'more matches')} at risk
					</Link>
				</li>
			)}
		</ul>
	);
}

function Remedy({
	remedy,
	match: { id, home, away },
}: {
	remedy: RiskRemedy | null;
	match: { id: string; home: string; away: string };
}) {
	const busy = useSubmitting((form) => form.get('match') === id);
	if (remedy === null) return null;
	if ('to' in remedy) {
		return (
			<Link
				to={remedy.to}
				className="mt-1.5 flex min-h-6 w-fit items-center gap-1 font-medium text-info hover:underline sm:ml-auto"
			>
				{remedy.label}
				<ArrowRight aria-hidden className="size-3.5" />
			</Link>
		);
	}
	const Icon = remedy.intent === MATCH_INTENTS.retry ? RotateCw : Play;
	return (
		<Form method="post" action={urls.overviewForms} preventScrollReset className="mt-1.5">
			<input type="hidden" name="match" value={id} />
			<Button name="intent" value={remedy.intent} disabled={busy}>
				<Icon aria-hidden className="size-3.5" />
				{remedy.label}
				<span className="sr-only">
					: {home} – {away}
				</span>
			</Button>
		</Form>
	);
}
