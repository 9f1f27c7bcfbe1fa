import { Prisma } from '../../prisma/generated/client.ts';
import type { Database, Transaction } from '../db.ts';
import { storable } from '../foreign-text.ts';
import type { AlertChange, AlertChangeKind, AlertKey, AlertKind, Condition } from './alert.ts';

/**
 * Opens an alert, or notes that the open one still holds: with the message of now, and the greatest level
 * and severity that it had.
 * @returns what that changed: null when it was open at this level already
 */
export async function raiseAlert(
	db: Database,
	condition: Condition,
	now: Date,
): Promise<AlertChangeKind | null> {
	const [change] = await raiseAlerts(db, [condition], now);
	return change?.change ?? null;
}

/**
 * The same for many at once: in one transaction, with the changes. However many processes raise an alert
 * at once, one of them makes the change.
 */
export async function raiseAlerts(db: Database, conditions: Condition[], now: Date): Promise<AlertChange[]> {
	if (conditions.length === 0) return [];
	return db.$transaction(async (tx) => {
		const raised = await raise(tx, conditions, now);
		return noteRises(tx, raised, now);
	});
}

interface Raised {
	id: string;
	opened: boolean;
}

/** The alerts are locked in the order of their keys, so that two who raise the same ones do not wait for each other. */
function raise(tx: Transaction, conditions: Condition[], now: Date): Promise<Raised[]> {
	const rows = conditions.map(
		({ kind, subject, message, severity = 'warning', level = 1, matchId = null }) => ({
			kind,
			subject: storable(subject),
			// It may quote a foreign text.
			message: storable(message),
			severity,
			level,
			matchId,
		}),
	);
	return tx.$queryRaw<Raised[]>`
		INSERT INTO "Alert" AS open
			(id, kind, subject, message, severity, level, "matchId", "openedAt", "lastSeenAt")
		SELECT gen_random_uuid(), kind::"AlertKind", subject, message, severity::"AlertSeverity", level, "matchId",
			${now}, ${now}
		FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS found
			(kind text, subject text, message text, severity text, level smallint, "matchId" text)
		ORDER BY kind, subject
		ON CONFLICT (kind, subject) WHERE "closedAt" IS NULL DO UPDATE
			SET message = excluded.message, "lastSeenAt" = greatest(open."lastSeenAt", excluded."lastSeenAt"),
				level = greatest(open.level, excluded.level), severity = greatest(open.severity, excluded.severity),
				"matchId" = coalesce(excluded."matchId", open."matchId")
		RETURNING id, xmax = 0 AS opened`;
}

/** Whether an alert has risen is asked when its row is locked: only then are the changes of others seen. */
function noteRises(tx: Transaction, raised: Raised[], now: Date): Promise<AlertChange[]> {
	return tx.$queryRaw<AlertChange[]>`
		WITH risen AS (
			SELECT a.*, raised.opened FROM "Alert" a
			JOIN jsonb_to_recordset(${JSON.stringify(raised)}::jsonb) AS raised (id text, opened boolean) USING (id)
			WHERE raised.opened OR a.level > (SELECT max(c.level) FROM "AlertChange" c WHERE c."alertId" = a.id)
		), noted AS (
			INSERT INTO "AlertChange" ("alertId", change, level, message, at)
			SELECT id, (CASE WHEN opened THEN 'opened' ELSE 'worsened' END)::"AlertChangeKind", level, message, ${now}
			FROM risen
			RETURNING *
		)
		SELECT ${CHANGE} FROM noted JOIN risen a ON a.id = noted."alertId" ORDER BY a.kind, a.subject`;
}

/** Closes the open alert, if there is one. @returns whether there was */
export async function closeAlert(db: Database, { kind, subject }: AlertKey, now: Date): Promise<boolean> {
	const closed = await close(db, Prisma.sql`a.kind = ${kind}::"AlertKind" AND a.subject = ${subject}`, now);
	return closed.length > 0;
}

/** Closes those of the alerts that are open. */
export function closeAlerts(db: Database, ids: string[], now: Date): Promise<AlertChange[]> {
	if (ids.length === 0) return Promise.resolve([]);
	return close(db, Prisma.sql`a.id = ANY(${ids})`, now);
}

/** Closes the open alerts of these kinds about anything but the subjects: nobody looks at the others any more. */
export async function closeAlertsOfOthers(
	db: Database,
	kinds: AlertKind[],
	subjects: string[],
	now: Date,
): Promise<void> {
	await close(db, Prisma.sql`a.kind::text = ANY(${kinds}) AND a.subject <> ALL(${subjects})`, now);
}

function close(db: Database, which: Prisma.Sql, now: Date): Promise<AlertChange[]> {
	return db.$queryRaw<AlertChange[]>`
		WITH locked AS MATERIALIZED (
			SELECT a.id FROM "Alert" a WHERE a."closedAt" IS NULL AND ${which}
			ORDER BY a.kind::text, a.subject FOR UPDATE
		), a AS (
			UPDATE "Alert" SET "closedAt" = greatest("openedAt", ${now}::timestamptz)
			WHERE id IN (SELECT id FROM locked) AND "closedAt" IS NULL RETURNING *
		), noted AS (
			INSERT INTO "AlertChange" ("alertId", change, level, message, at)
			SELECT id, 'closed', level, message, "closedAt" FROM a RETURNING *
		)
		SELECT ${CHANGE} FROM noted JOIN a ON a.id = noted."alertId" ORDER BY a.kind, a.subject`;
}

const CHANGE = Prisma.sql`a.id AS "alertId", a.kind::text AS kind, a.subject, a."matchId",
	noted.change::text AS change, noted.level, noted.message`;
