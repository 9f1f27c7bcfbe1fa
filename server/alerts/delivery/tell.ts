import { randomUUID } from 'node:crypto';
import { Prisma } from '../../../prisma/generated/client.ts';
import { after } from '../../clock.ts';
import type { Database, Transaction } from '../../db.ts';
import type { Logger } from '../../log.ts';
import { isAtLeast } from '../severities.ts';
import { messageOf, type ToldChange } from './message.ts';

export interface TellOptions {
	/** Real time. */
	now: Date;
	/** Of the console, for links; none without it. */
	consoleUrl: string | undefined;
	log: Logger;
}

/** Changes that are told at once, at most; the rest has its turn at the next look. */
const AT_ONCE = 2_000;

const IN_ORDER = [
	{ at: 'asc' },
	{ change: 'asc' },
	{ level: 'asc' },
	{ alertId: 'asc' },
] as const satisfies Prisma.AlertChangeOrderByWithRelationInput[];

/**
 * Makes the messages about changes that nobody was told of: one per webhook that wants them, for each run of
 * changes of one kind. In one transaction with the note that they are told, so that none is told twice or not at all.
 * When they cannot be told together, each is told by itself.
 * @returns how many messages there are to deliver
 */
export async function tellChanges(db: Database, options: TellOptions): Promise<number> {
	try {
		return await tell(db, options, Prisma.sql`TRUE`);
	} catch (error) {
		options.log.warn(
			{ err: error },
			'changes of alerts could not be told together: they are told one by one',
		);
		return tellOneByOne(db, options);
	}
}

/** One that cannot be told is left out, and holds up no other: the console shows it. */
async function tellOneByOne(db: Database, options: TellOptions): Promise<number> {
	const untold = await db.alertChange.findMany({
		where: { toldAt: null },
		select: { alertId: true, change: true, level: true },
		orderBy: IN_ORDER,
		take: AT_ONCE,
	});
	let messages = 0;
	for (const [place, key] of untold.entries()) {
		const { alertId, change, level } = key;
		const which = Prisma.sql`c."alertId" = ${alertId} AND c.change::text = ${change} AND c.level = ${level}`;
		try {
			messages += await tell(db, { ...options, now: after(options.now, place) }, which);
		} catch (error) {
			await db.alertChange.updateMany({ where: { ...key, toldAt: null }, data: { toldAt: options.now } });
			const about = { alert: alertId, change, alertLevel: level };
			options.log.error({ err: error, ...about }, 'a change of an alert cannot be told, and is left out');
		}
	}
	return messages;
}

function tell(db: Database, options: TellOptions, which: Prisma.Sql): Promise<number> {
	return db.$transaction(async (tx) => {
		const changes = await takeUntold(tx, options.now, which);
		if (changes.length === 0) return 0;
		const webhooks = await tx.webhook.findMany({ where: { enabled: true } });
		const deliveries = webhooks.flatMap(({ id, leastSeverity }) => {
			const wanted = changes.filter(({ severity }) => isAtLeast(severity, leastSeverity));
			return runsOf(wanted).map((run, place) => ({
				id: randomUUID(),
				webhookId: id,
				body: messageOf(run, options.consoleUrl),
				// Messages are delivered in this order.
				createdAt: after(options.now, place),
			}));
		});
		await tx.alertDelivery.createMany({ data: deliveries });
		return deliveries.length;
	});
}

/** The changes in the order in which they came; whoever else tells waits, and finds them told. */
function takeUntold(tx: Transaction, now: Date, which: Prisma.Sql): Promise<ToldChange[]> {
	return tx.$queryRaw<ToldChange[]>`
		WITH untold AS MATERIALIZED (
			SELECT c."alertId", c.change, c.level FROM "AlertChange" c WHERE c."toldAt" IS NULL AND ${which}
			ORDER BY c.at, c.change, c.level, c."alertId" LIMIT ${AT_ONCE} FOR UPDATE
		), told AS (
			UPDATE "AlertChange" c SET "toldAt" = ${now} FROM untold
			WHERE (c."alertId", c.change, c.level) = (untold."alertId", untold.change, untold.level)
			RETURNING c.*
		)
		SELECT a.kind::text AS kind, told.change::text AS change, a.severity::text AS severity, told.message, told.at
		FROM told JOIN "Alert" a ON a.id = told."alertId"
		ORDER BY told.at, told.change, told.level, a.subject`;
}

/**
 * Changes of one kind that were found together, without another change of that kind of alert between them: so
 * an alert that opened and closed unnoticed is told in this order.
 */
function runsOf(changes: ToldChange[]): [ToldChange, ...ToldChange[]][] {
	const runs: [ToldChange, ...ToldChange[]][] = [];
	for (const change of changes) {
		const last = runs.findLast(([first]) => first.kind === change.kind);
		if (last && last[0].change === change.change) last.push(change);
		else runs.push([change]);
	}
	return runs;
}
