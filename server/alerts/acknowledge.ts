import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import type { FeedPublisher } from '../feed/publisher.ts';
import { recordAction } from '../pipeline/audit.ts';
import type { OpenAlert } from './alert.ts';
import { openAlerts } from './list-alerts.ts';

export interface AcknowledgeDeps {
	db: Database;
	clock: Clock;
	/** Real time, for the audit trail. */
	realClock: Clock;
	feed: Pick<FeedPublisher, 'topic'>;
}

/**
 * Notes that an operator knows of the alerts. One that somebody knows of stays as it is.
 * @param chosen.passOverClosed the operator chose all that were open, so that one that has closed since wants nothing
 * @returns those of the alerts that are open
 * @throws AppError 'not-found' for an alert that there never was, 'conflict' for one that has closed: then none is noted
 */
export async function acknowledge(
	deps: AcknowledgeDeps,
	chosen: { ids: string[]; passOverClosed?: boolean; operatorId: string },
): Promise<OpenAlert[]> {
	const { db, feed } = deps;
	const { passOverClosed = false, operatorId } = chosen;
	const { noted, ids } = await db.$transaction(async (tx) => {
		const ids = await openOnes(tx, chosen.ids, passOverClosed);
		const { count } = await tx.alert.updateMany({
			where: { id: { in: ids }, closedAt: null, acknowledgedAt: null },
			data: { acknowledgedAt: deps.clock.now(), acknowledgedById: operatorId },
		});
		if (count > 0) {
			const at = deps.realClock.now();
			await recordAction(tx, { operatorId, at, action: 'alerts.acknowledge', detail: { alerts: ids } });
		}
		return { noted: count, ids };
	});
	if (noted > 0) feed.topic('alerts');
	return (await openAlerts(db)).filter(({ id }) => ids.includes(id));
}

async function openOnes(
	db: Pick<Database, 'alert'>,
	ids: string[],
	passOverClosed: boolean,
): Promise<string[]> {
	const rows = await db.alert.findMany({ where: { id: { in: ids } }, select: { id: true, closedAt: true } });
	return ids.filter((id) => {
		const alert = rows.find((row) => row.id === id);
		if (!alert) throw new AppError('not-found', `There is no alert "${id}": list them for the ids of now.`);
		if (!alert.closedAt) return true;
		if (passOverClosed) return false;
		const at = alert.closedAt.toISOString();
		throw new AppError('conflict', `The alert "${id}" closed at ${at}: there is nothing to acknowledge.`);
	});
}
