import { AlertKind, AlertSeverity } from '../../../prisma/generated/enums.ts';
import type { Database } from '../../db.ts';
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
	const [counts] = await db.$queryRaw<{ delivered: number; gave_up: number; pending: number }[]>`
		SELECT count("deliveredAt")::int AS delivered, count("gaveUpAt")::int AS gave_up,
			(count(*) FILTER (WHERE "deliveredAt" IS NULL AND "gaveUpAt" IS NULL))::int AS pending
		FROM "AlertDelivery"`;
	const { delivered = 0, gave_up = 0, pending = 0 } = counts ?? {};
	return [
		{
			...by(
				'outcome',
				'touchline_alert_deliveries_total',
				'Messages about alerts to webhooks, by what came of them.',
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
