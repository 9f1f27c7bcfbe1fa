import type { OpenAlert, PastAlert } from '../../../server/alerts/alert.ts';
import { AcknowledgeForm } from './acknowledge-form.tsx';
import { AlertFacts } from './alert-facts.tsx';

/** Alerts in the order in which they come; those that are open and that nobody has acknowledged with a button for it. */
export function AlertList({
	alerts,
	label,
	linked,
}: {
	alerts: (OpenAlert | PastAlert)[];
	label: string;
	linked?: boolean;
}) {
	return (
		<ul aria-label={label} className="divide-y">
			{alerts.map((alert) => (
				<li key={alert.id} className="flex flex-col items-start gap-x-4 gap-y-2 px-4 py-3 sm:flex-row">
					<AlertFacts alert={alert} linked={linked} />
					{!('closedAt' in alert) && !alert.acknowledged && <AcknowledgeForm alert={alert} />}
				</li>
			))}
		</ul>
	);
}
