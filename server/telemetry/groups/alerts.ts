import { AlertKind } from '../../../prisma/generated/enums.ts';
import { openAlerts } from '../../alerts/list-alerts.ts';
import { by, type MetricGroup } from '../figure.ts';

/** What is wrong now. */
export const alertsGroup: MetricGroup = {
	name: 'alerts',
	async read({ db }) {
		const open = await openAlerts(db);
		const counts = Object.values(AlertKind).map((kind) => [
			kind,
			open.filter((alert) => alert.kind === kind).length,
		]);
		return [by('kind', 'touchline_alerts_open', 'Alerts that are open.', Object.fromEntries(counts))];
	},
};
