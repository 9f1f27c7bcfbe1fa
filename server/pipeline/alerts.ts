import type { AlertKind } from '../../prisma/generated/enums.ts';
import type { Database } from '../db.ts';

export type { AlertKind };

/** What is wrong, and with what: one alert is open for it at a time. */
export interface AlertKey {
	kind: AlertKind;
	/** Such as a competition's code. */
	subject: string;
}

/** Something that is wrong now. */
export interface OpenAlert extends AlertKey {
	id: string;
	/** One sentence that names the thing and the remedy. */
	message: string;
	openedAt: Date;
	/** When it was last found to be so. */
	lastSeenAt: Date;
}

/**
 * Opens an alert, or notes that the open one still holds, with the message of now.
 * @returns whether it was opened: nobody can know of it yet
 */
export async function raiseAlert(
	db: Database,
	{ kind, subject, message }: AlertKey & { message: string },
	now: Date,
): Promise<boolean> {
	const [alert] = await db.$queryRaw<{ opened: boolean }[]>`
		INSERT INTO "Alert" AS open (id, kind, subject, message, "openedAt", "lastSeenAt")
		VALUES (gen_random_uuid(), ${kind}::"AlertKind", ${subject}, ${message}, ${now}, ${now})
		ON CONFLICT (kind, subject) WHERE "closedAt" IS NULL DO UPDATE
			SET message = excluded.message, "lastSeenAt" = greatest(open."lastSeenAt", excluded."lastSeenAt")
		RETURNING xmax = 0 AS opened`;
	return alert?.opened ?? false;
}

/** Closes the open alert, if there is one. @returns whether there was */
export async function closeAlert(db: Database, { kind, subject }: AlertKey, now: Date): Promise<boolean> {
	const closed = await db.$executeRaw`
		UPDATE "Alert" SET "closedAt" = greatest("openedAt", ${now}::timestamptz)
		WHERE kind = ${kind}::"AlertKind" AND subject = ${subject} AND "closedAt" IS NULL`;
	return closed > 0;
}

/** Closes the open alerts of these kinds about anything but the subjects: nobody looks at the others any more. */
export async function closeAlertsOfOthers(
	db: Database,
	kinds: AlertKind[],
	subjects: string[],
	now: Date,
): Promise<void> {
	await db.$executeRaw`
		UPDATE "Alert" SET "closedAt" = greatest("openedAt", ${now}::timestamptz)
		WHERE kind::text = ANY(${kinds}) AND subject <> ALL(${subjects}) AND "closedAt" IS NULL`;
}

/** What is wrong now; the newest first. */
export function openAlerts(db: Database): Promise<OpenAlert[]> {
	return db.alert.findMany({
		where: { closedAt: null },
		omit: { closedAt: true },
		orderBy: [{ openedAt: 'desc' }, { subject: 'asc' }],
	});
}
