import { Link } from '@remix-run/react';
import type { AlertSeverity } from '../../../server/alerts/alert.ts';
import { counted } from '../../count.ts';
import { urls } from '../../urls.ts';
import { TONE_SOFT, type Tone } from '../ui/tone.ts';
import { AcknowledgeForm } from './acknowledge-form.tsx';
import { AlertFacts } from './alert-facts.tsx';
import type { ForemostAlerts } from './foremost-alerts.ts';

const TONES: Record<AlertSeverity, Tone> = { critical: 'bad', warning: 'warn', info: 'info' };

/** What is wrong now, before anything else; quiet when somebody looks after all of it, nothing while all is well. */
export function AlertBanner({ alerts: { shown, total } }: { alerts: ForemostAlerts }) {
	if (shown.length === 0) return null;
	return (
		<section aria-label="Alerts" className="grid gap-2">
			<ul className="grid gap-2">
				{shown.map((alert) => (
					<li
						key={alert.id}
						className={`flex flex-col items-start gap-x-4 gap-y-2 rounded-lg px-4 py-3 sm:flex-row ${alert.acknowledged ? 'border bg-surface' : TONE_SOFT[TONES[alert.severity]]}`}
					>
						<AlertFacts alert={alert} />
						{!alert.acknowledged && <AcknowledgeForm alert={alert} />}
					</li>
				))}
			</ul>
			<p className="px-4 text-[13px]">
				<Link to={urls.alerts} className="font-medium text-info hover:underline">
					{total > shown.length ? `All ${counted(total, 'alert')}` : 'All alerts'}
				</Link>
			</p>
		</section>
	);
}
