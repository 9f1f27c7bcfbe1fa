import { Prisma } from '../../prisma/generated/client.ts';
import type { AlertKind, AlertSeverity } from '../../server/alerts/alert.ts';
import { type AlertMessage, messageOf } from '../../server/alerts/delivery/message.ts';
import { after, DAY, HOUR, MINUTE } from '../../server/clock.ts';
import type { Transaction } from '../../server/db.ts';
import { OPERATORS } from './operators.ts';

/** Stores alerts of the past, some that are open, and what webhooks were told of the last ones. */
export async function storeAlerts(tx: Transaction, now: Date): Promise<void> {
	const past = JSON.stringify(
		PAST.map(([kind, subject, severity, message], nth) => ({ nth, kind, subject, severity, message })),
	);
	await tx.$executeRaw`
		INSERT INTO "Alert" (id, kind, subject, message, severity, level, "openedAt", "lastSeenAt", "closedAt", "acknowledgedAt", "acknowledgedById")
		SELECT pg_temp.id('alert/' || number), told.kind::"AlertKind", told.subject, told.message, told.severity::"AlertSeverity", 1 + number % 3 / 2,
			opened.at, opened.at + lasted, opened.at + lasted, CASE WHEN number % 3 = 0 THEN opened.at + lasted / 2 END,
			CASE WHEN number % 3 = 0 THEN 'seeded-' || (${[...OPERATORS]}::text[])[1 + number % ${OPERATORS.length}] END
		FROM (SELECT least(2000, 25 + count(*) / 50)::int AS alerts FROM match_draft) total, generate_series(1, alerts) number
		JOIN jsonb_to_recordset(${past}::jsonb) AS told (nth int, kind text, subject text, severity text, message text) ON told.nth = number % ${PAST.length}
		CROSS JOIN LATERAL (SELECT ${after(now, -3 * HOUR)}::timestamptz - number * interval '11 hours' AS at, interval '4 min' * (1 + number % 17) AS lasted) opened`;
	await tx.alert.createMany({
		data: OPEN.map(([kind, subject, severity, message], nth) => ({
			...{
				id: `seeded-open-${nth}`,
				kind,
				subject,
				severity,
				message,
				openedAt: after(now, -(nth + 1) * 37 * MINUTE),
				lastSeenAt: now,
			},
			...(nth === 1 && {
				acknowledgedAt: after(now, -5 * MINUTE),
				acknowledgedById: `seeded-${OPERATORS[0]}`,
			}),
		})),
	});
	await storeChanges(tx);
	await storeDeliveries(tx, now);
}

type Told = [kind: AlertKind, subject: string, severity: AlertSeverity, message: string];

const PAST: Told[] = [
	[
		'queue_stuck',
		'settlement',
		'warning',
		'12 jobs wait in settlement and none was taken for 5 min: see settlement.log.',
	],
	[
		'workers_down',
		'prediction',
		'critical',
		'No prediction worker is alive: start it, or see prediction.log.',
	],
	[
		'provider_refusing',
		'together',
		'critical',
		'Together answered none of the last 42 calls; most were refused as too many.',
	],
	[
		'queue_growing',
		'model-calls-synthetic',
		'warning',
		'1200 jobs wait in model-calls-synthetic, and it takes in more than is done.',
	],
	[
		'failures_of_one_cause',
		'predictions/5b0c',
		'warning',
		'30 failures of predictions have one cause: see npm run touchline -- investigate.',
	],
	[
		'settlement_late',
		'en.1',
		'warning',
		'3 matches of English Premier League that finished are not settled.',
	],
	['queue_unreachable', 'postgres', 'critical', 'The queues do not answer: start Postgres again.'],
];

/** Those that no look at the pipeline closes. */
const OPEN: Told[] = [
	[
		'source_unavailable',
		'fr.1',
		'warning',
		'The fixtures of Ligue 1 could not be read: the source answered with 503. It is asked again in 10 min.',
	],
	[
		'empty_fixture_list',
		'es.1',
		'info',
		'The source has no fixture of Primera División: see whether the season has begun there.',
	],
];

async function storeChanges(tx: Transaction): Promise<void> {
	const change = (kind: Prisma.Sql, level: Prisma.Sql, at: Prisma.Sql, which: Prisma.Sql) => Prisma.sql`
		INSERT INTO "AlertChange" ("alertId", change, level, message, at, "toldAt")
		SELECT id, ${kind}, ${level}, message, ${at}, ${at} FROM "Alert" WHERE ${which}`;
	const [all, one] = [Prisma.sql`true`, Prisma.sql`1`];
	await tx.$executeRaw(change(Prisma.sql`'opened'`, one, Prisma.sql`"openedAt"`, all));
	const midway = Prisma.sql`"openedAt" + ("lastSeenAt" - "openedAt") / 3`;
	await tx.$executeRaw(change(Prisma.sql`'worsened'`, Prisma.sql`level`, midway, Prisma.sql`level > 1`));
	await tx.$executeRaw(
		change(
			Prisma.sql`'closed'`,
			Prisma.sql`level`,
			Prisma.sql`"closedAt"`,
			Prisma.sql`"closedAt" IS NOT NULL`,
		),
	);
}

/** Of the last month; every thirteenth was given up. */
async function storeDeliveries(tx: Transaction, now: Date): Promise<void> {
	const told = await tx.alertChange.findMany({
		where: { at: { gt: after(now, -30 * DAY) } },
		include: { alert: true },
		orderBy: { at: 'desc' },
		take: 200,
	});
	await tx.alertDelivery.createMany({
		data: told.map(({ alertId, change, level, message, at, alert: { kind, severity } }, nth) => ({
			...{
				id: `${alertId}-${change}-${level}`,
				webhookId: nth % 4 ? 'seeded-ops' : 'seeded-pager',
				createdAt: at,
				attempts: nth % 13 ? 1 : 6,
			},
			body: json(messageOf([{ kind, change, severity, message, at }], undefined)),
			...(nth % 13
				? { deliveredAt: after(at, 400) }
				: { gaveUpAt: after(at, 160_000), problem: 'It answered with status 503.' }),
		})),
	});
}

function json({ text, attachments: [{ fields, ...attachment }] }: AlertMessage) {
	return { text, attachments: [{ ...attachment, fields: fields.map((field) => ({ ...field })) }] };
}
