import { Link } from '@remix-run/react';
import { UserCheck } from 'lucide-react';
import type { OpenAlert } from '../../../server/alerts/alert.ts';
import { ALERT_NAMES } from '../../../server/alerts/alert-words.ts';
import { Relative, Time } from '../../time/time.tsx';
import { SeverityBadge } from '../pipeline/severity.tsx';
import { alertPlace } from './alert-place.ts';

/** What is known of an alert: how severe, what, about which match, since when, and who looks after it. */
export function AlertFacts({
	alert,
	linked = true,
}: {
	alert: OpenAlert & { closedAt?: Date };
	/** False on the page of the match that it is about. */
	linked?: boolean;
}) {
	const { kind, severity, message, acknowledged } = alert;
	const place = alertPlace(alert);
	return (
		<div className="min-w-0 max-w-full sm:flex-1">
			<p className="flex flex-wrap items-center gap-x-2 gap-y-1">
				<SeverityBadge severity={severity} />
				<span className="font-medium">{ALERT_NAMES[kind]}</span>
			</p>
			<p className="mt-1 text-ink" dir="auto">
				{message}
			</p>
			<p className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-xs text-muted">
				<Span alert={alert} />
				{acknowledged && (
					<span className="inline-flex items-center gap-1">
						<UserCheck aria-hidden className="size-3.5 shrink-0" />
						<span>
							Acknowledged by <bdi>{acknowledged.by}</bdi>, <Time at={acknowledged.at} as="weekday" />
						</span>
					</span>
				)}
				{linked && (
					<Link to={place.to} className="font-medium text-info hover:underline">
						{place.label}
					</Link>
				)}
			</p>
		</div>
	);
}

function Span({ alert: { openedAt, lastSeenAt, closedAt } }: { alert: OpenAlert & { closedAt?: Date } }) {
	if (closedAt) {
		return (
			<span>
				<Time at={openedAt} /> to <Time at={closedAt} />
			</span>
		);
	}
	return (
		<span>
			Since <Time at={openedAt} as="weekday" />, <Relative at={openedAt} />; last seen{' '}
			<Relative at={lastSeenAt} />
		</span>
	);
}
