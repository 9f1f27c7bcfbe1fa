import { randomUUID } from 'node:crypto';
import type { Prisma } from '../../../prisma/generated/client.ts';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db.ts';
import { AppError } from '../../errors.ts';
import { countOf } from '../../words.ts';
import { recordAction } from '../audit.ts';
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
	/** The same for the audit trail. */
	detail: Prisma.InputJsonObject;
	/** As many as were shown to the operator; null when they were named one by one. */
	confirmed: number | null;
}

/** A hundred thousand items take a few seconds. */
const TRANSACTION = { maxWait: 10_000, timeout: 60_000 };

/**
 * Stores an action with its failures as they are chosen now, and who asked for it; nothing is done to them yet.
 * @returns the action's id
 * @throws AppError 'conflict' when more failures are chosen than were confirmed
 */
export async function startAction(
	{ db, realClock }: { db: Database; realClock: Clock },
	order: ActionOrder,
): Promise<string> {
	const id = randomUUID();
	const at = realClock.now();
	const { work, operatorId, chosen } = order;
	await db.$transaction(async (tx) => {
		const total = await storeAction(tx, { id, at, ...order });
		if (chosen.confirmed !== null && total > chosen.confirmed)
			throw moreThanConfirmed(total, chosen.confirmed);
		await recordAction(tx, {
			operatorId,
			at,
			action: `failures.${work.kind}`,
			detail: {
				action: id,
				failures: total,
				...chosen.detail,
				...(work.kind === 'clear' && { reason: work.reason }),
			},
		});
	}, TRANSACTION);
	return id;
}

/** Failures of one match stand together, so that a batch looks at few matches; the newest matches come first. */
async function storeAction(
	tx: Pick<Database, '$queryRaw'>,
	{ id, at, work, operatorId, chosen }: ActionOrder & { id: string; at: Date },
): Promise<number> {
	const reason = work.kind === 'clear' ? work.reason : null;
	const [counted] = await tx.$queryRaw<{ total: number }[]>`
		WITH chosen AS MATERIALIZED (
			SELECT f.id, row_number() OVER (ORDER BY m."kickoffAt" DESC, m.id, f.stage, f."modelId") AS position
			FROM "JobFailure" f JOIN "Match" m ON m.id = f."matchId"
			WHERE ${chosen.condition}
		), counted AS (
			SELECT count(*)::int AS total FROM chosen
		), action AS (
			INSERT INTO "FailureAction" (id, kind, reason, selection, "operatorId", "startedAt")
			SELECT ${id}::text, ${work.kind}::"FailureActionKind", ${reason}::text, ${chosen.selection}::text,
				${operatorId}::text, ${at}::timestamptz
			FROM counted WHERE ${chosen.confirmed}::int IS NULL OR total <= ${chosen.confirmed}::int
			RETURNING id
		), items AS (
			INSERT INTO "FailureActionItem" ("actionId", position, "failureId")
			SELECT action.id, chosen.position, chosen.id FROM chosen CROSS JOIN action
		)
		SELECT total FROM counted`;
	return counted?.total ?? 0;
}

function moreThanConfirmed(total: number, confirmed: number): AppError {
	return new AppError(
		'conflict',
		`${countOf(total, 'failure')} would be touched now, ${confirmed} were confirmed: look at them again and confirm the new number.`,
	);
}
