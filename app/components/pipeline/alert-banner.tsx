import { TriangleAlert } from 'lucide-react';
import { ALERT_NAMES } from '../../../server/pipeline/alert-words.ts';
import type { Overview } from '../../../server/pipeline/overview.ts';
import { Relative, Time } from '../../time/time.tsx';
import { TONE_SOFT } from '../ui/tone.ts';

/** What is wrong now, before anything else; nothing while all is well. */
export function AlertBanner({ alerts }: Pick<Overview, 'alerts'>) {
	if (alerts.length === 0) return null;
	return (
		<section aria-label="Alerts" className={`rounded-lg px-4 py-3 ${TONE_SOFT.bad}`}>
			<ul className="grid gap-2">
				{alerts.map(({ id, kind, message, openedAt }) => (
					<li key={id} className="flex gap-2.5">
						<TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
						<div className="min-w-0">
							<p className="font-medium">{ALERT_NAMES[kind]}</p>
							<p className="text-ink" dir="auto">
								{message}
							</p>
							<p className="text-xs">
								since <Time at={openedAt} as="weekday" />, <Relative at={openedAt} />
							</p>
						</div>
					</li>
				))}
			</ul>
		</section>
	);
}
