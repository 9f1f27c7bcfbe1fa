import { AlertKind, AlertSeverity } from '../../../prisma/generated/enums.ts';
import type { Database } from '../../db.ts';
import { DELIVERY, eventCounts } from '../../pipeline/event-counts.ts';
import { by, type Figure, type MetricGroup, plain } from '../figure.ts';

/** What is wrong now, and whether those who want to know were told. */
export const alertsGroup: MetricGroup = {
	name: 'alerts',
	async read({ db }) {
		const [open, deliveries] = await Promise.all([openAlerts(db), deliveryCounts(db)]);
		return [open, ...deliveries];
	},
};

async function openAlerts(db: Database): Promise<Figure> {
	const open = await db.alert.groupBy({
		by: ['kind', 'severity'],
		where: { closedAt: null },
		_count: true,
	});
	return {
		name: 'touchline_alerts_open',
		help: 'Alerts that are open.',
		values: Object.values(AlertKind).flatMap((kind) =>
			Object.values(AlertSeverity).map((severity) => ({
				labels: { kind, severity },
				value: open.find((alert) => alert.kind === kind && alert.severity === severity)?._count ?? 0,
			})),
		),
	};
}

async function deliveryCounts(db: Database): Promise<Figure[]> {
	const [{ delivered = 0, gave_up = 0 }, pending] = await Promise.all([
		eventCounts(db, DELIVERY),
		db.alertDelivery.count({ where: { deliveredAt: null, gaveUpAt: null } }),
	]);
	return [
		{
			...by(
				'outcome',
				'touchline_alert_deliveries_total',
				'Messages about alerts to webhooks, by what came of them; tests do not count, nor does what a webhook that was turned off missed.',
				{ delivered, gave_up },
			),
			counter: true,
		},
		plain(
			'touchline_alert_deliveries_pending',
			'Messages about alerts that are yet to be delivered.',
			pending,
		),
	];
}
