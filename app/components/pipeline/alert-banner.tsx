import { TriangleAlert } from 'lucide-react';
import { ALERT_NAMES } from '../../../server/alerts/alert-words.ts';
import type { Overview } from '../../../server/pipeline/overview.ts';
import { Relative, Time } from '../../time/time.tsx';
import { TONE_SOFT } from '../ui/tone.ts';
import { SeverityBadge } from './severity.tsx';

/** What is wrong now, before anything else, the most severe first; nothing while all is well. */
export function AlertBanner({ alerts }: Pick<Overview, 'alerts'>) {
	if (alerts.length === 0) return null;
	return (
		<section aria-label="Alerts" className={`rounded-lg px-4 py-3 ${TONE_SOFT.bad}`}>
			<ul className="grid gap-2">
				{alerts.map(({ id, kind, severity, message, openedAt, acknowledged }) => (
					<li key={id} className="flex gap-2.5">
						<TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
						<div className="min-w-0">
							<p className="flex flex-wrap items-center gap-2 font-medium">
								{ALERT_NAMES[kind]} <SeverityBadge severity={severity} />
							</p>
							<p className="text-ink" dir="auto">
								{message}
							</p>
							<p className="text-xs">
								since <Time at={openedAt} as="weekday" />, <Relative at={openedAt} />
								{acknowledged && <>; {acknowledged.by} looks after it</>}
							</p>
						</div>
					</li>
				))}
			</ul>
		</section>
	);
}
