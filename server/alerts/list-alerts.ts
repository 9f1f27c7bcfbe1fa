import type { Prisma } from '../../prisma/generated/client.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import type { OpenAlert, PastAlert } from './alert.ts';
import { SEVERITIES } from './severities.ts';

/**
 * What is wrong now, with one match if one is given: the most severe first, of those what is not about one match alone, for
 * that may be why others are there, and of those the newest.
 */
export async function openAlerts(db: Database, about: { matchId?: string } = {}): Promise<OpenAlert[]> {
	const rows = await db.alert.findMany({
		where: { closedAt: null, ...about },
		include: ACKNOWLEDGED_BY,
		orderBy: [{ severity: 'desc' }, { openedAt: 'desc' }, { subject: 'asc' }],
	});
	return rows
		.map(openAlert)
		.toSorted(
			(one, other) =>
				SEVERITIES.indexOf(other.severity) - SEVERITIES.indexOf(one.severity) ||
				Number(one.matchId !== null) - Number(other.matchId !== null),
		);
}

/** Alerts that have closed, the last ones first. */
export interface PastAlertPage {
	alerts: PastAlert[];
	/** For the next page; null when this is the last one. */
	nextCursor: string | null;
}

/**
 * A page of the alerts that have closed.
 * @param options.cursor `nextCursor` of the page before; left out for the first
 * @throws AppError 'invalid' when the cursor is none
 */
export async function pastAlerts(
	db: Database,
	{ cursor, limit }: { cursor?: string; limit: number },
): Promise<PastAlertPage> {
	const rows = await db.alert.findMany({
		where: { closedAt: { not: null }, ...(cursor === undefined ? {} : before(cursor)) },
		include: ACKNOWLEDGED_BY,
		orderBy: [{ closedAt: 'desc' }, { id: 'desc' }],
		take: limit + 1,
	});
	const alerts = rows
		.slice(0, limit)
		.flatMap((row) => (row.closedAt ? [{ ...openAlert(row), closedAt: row.closedAt }] : []));
	const last = alerts.at(-1);
	return { alerts, nextCursor: last && rows.length > limit ? cursorTo(last) : null };
}

const ACKNOWLEDGED_BY = { acknowledgedBy: { select: { name: true } } } as const satisfies Prisma.AlertInclude;

type AlertRow = Prisma.AlertGetPayload<{ include: typeof ACKNOWLEDGED_BY }>;

function openAlert(row: AlertRow): OpenAlert {
	const { id, kind, subject, message, severity, level, matchId, openedAt, lastSeenAt } = row;
	const { acknowledgedAt: at, acknowledgedBy } = row;
	const acknowledged = at && acknowledgedBy ? { at, by: acknowledgedBy.name } : null;
	return { id, kind, subject, message, severity, level, matchId, openedAt, lastSeenAt, acknowledged };
}

function cursorTo({ closedAt, id }: PastAlert): string {
	return `${closedAt.getTime()}-${id}`;
}

function before(cursor: string): Prisma.AlertWhereInput {
	const [, time, id] = /^(\d{1,15})-(\S{1,100})$/.exec(cursor) ?? [];
	if (time === undefined || id === undefined) {
		throw new AppError('invalid', 'This page of alerts does not exist: begin with the first.');
	}
	const closedAt = new Date(Number(time));
	return { OR: [{ closedAt: { lt: closedAt } }, { closedAt, id: { lt: id } }] };
}
