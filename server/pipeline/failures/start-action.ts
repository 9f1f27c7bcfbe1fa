import { randomUUID } from 'node:crypto';
import type { AuditDetail } from '../../audit/actions.ts';
import type { Clock } from '../../clock.ts';
import type { Database, Transaction } from '../../db.ts';
import type { FailedJob } from '../../queue/failed-job.ts';
import type { Queues } from '../../queue/queues.ts';
import { recordAction } from '../audit.ts';
import { requireConfirmed } from './confirmed.ts';
import type { FailureCondition } from './failure-condition.ts';

/** What is to be done, and to which failures. */
export interface ActionOrder {
	work: { kind: 'retry' } | { kind: 'clear'; reason: string };
	operatorId: string;
	chosen: Chosen;
}

export interface Chosen {
	condition: FailureCondition;
	/** In words. */
	selection: string;
	/** The same for the audit trail, as it was asked for. */
	detail: Pick<AuditDetail<'failures.retry'>, 'ids' | 'filter' | 'group' | 'cause'>;
	/** As many as were shown to the operator; null when they were named one by one. */
	confirmed: number | null;
	/** Failed jobs of which no failure can be kept: a clear takes them out of their queues at once. */
	aimless?: FailedJob[];
}

/** Items that go into one statement: it takes a fraction of the time after which the web process gives one up. */
const CHUNK = 5_000;

/** Real milliseconds: a hundred thousand items take seconds, on a busy machine many. */
const TRANSACTION = { maxWait: 10_000, timeout: 120_000 };

/**
 * Stores an action with its failures as they are chosen now, and who asked for it; nothing is done to them yet.
 * @returns the action's id
 * @throws AppError 'conflict' when more failures are chosen than were confirmed
 */
export async function startAction(
	{ db, realClock, queues }: { db: Database; realClock: Clock; queues: Pick<Queues, 'discard'> },
	order: ActionOrder,
): Promise<string> {
	const id = randomUUID();
	const at = realClock.now();
	const { work, operatorId, chosen } = order;
	const failureIds = await choose(db, chosen.condition);
	const total = failureIds.length;
	const aimless = chosen.aimless ?? [];
	if (chosen.confirmed !== null) requireConfirmed(total + aimless.length, chosen.confirmed);
	await db.$transaction(async (tx) => {
		await tx.failureAction.create({
			data: {
				...{ id, kind: work.kind, reason: work.kind === 'clear' ? work.reason : null },
				...{ selection: chosen.selection, operatorId, startedAt: at, jobsTakenAway: aimless.length },
			},
		});
		await storeItems(tx, id, failureIds);
		await recordAction(tx, {
			operatorId,
			at,
			action: `failures.${work.kind}`,
			detail: {
				action: id,
				failures: total,
				selection: chosen.selection,
				...(aimless.length > 0 && { jobsTakenAway: aimless.length }),
				...chosen.detail,
				...(work.kind === 'clear' && { reason: work.reason }),
			},
		});
		// The last that can go wrong: what is taken away is written down, and what is not is not.
		await queues.discard(aimless);
	}, TRANSACTION);
	return id;
}

/** Failures of one match stand together, so that a batch looks at few matches; the newest matches come first. */
async function choose(db: Database, condition: FailureCondition): Promise<string[]> {
	const rows = await db.$queryRaw<{ id: string }[]>`
		SELECT f.id FROM "JobFailure" f JOIN "Match" m ON m.id = f."matchId"
		WHERE ${condition}
		ORDER BY m."kickoffAt" DESC, m.id, f.stage, f."modelId"`;
	return rows.map(({ id }) => id);
}

async function storeItems(tx: Transaction, actionId: string, failureIds: string[]): Promise<void> {
	for (let start = 0; start < failureIds.length; start += CHUNK) {
		await tx.$executeRaw`
			INSERT INTO "FailureActionItem" ("actionId", position, "failureId")
			SELECT ${actionId}::text, ${start}::int + chosen.place, chosen.id
			FROM unnest(${failureIds.slice(start, start + CHUNK)}::text[]) WITH ORDINALITY AS chosen (id, place)`;
	}
}
