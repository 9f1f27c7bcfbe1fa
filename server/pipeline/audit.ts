import type { Prisma } from '../../prisma/generated/client.ts';
import { type AuditAction, type AuditDetail, tellAction } from '../audit/actions.ts';
import type { Database } from '../db.ts';

/** Something that an operator did, or that the pipeline did by itself. */
export interface AuditEntry<Action extends AuditAction> {
	/** Null: the pipeline itself. */
	operatorId: string | null;
	/** Real time, also in a replay. */
	at: Date;
	action: Action;
	detail: AuditDetail<Action>;
}

/** Adds a line to the audit trail. */
export async function recordAction<Action extends AuditAction>(
	db: Pick<Database, 'operatorAction'>,
	{ operatorId, at, action, detail: given }: AuditEntry<Action>,
): Promise<void> {
	// The catalogue's details are plain data, which its types cannot say.
	const detail = given as Prisma.InputJsonObject;
	const subjects = [...new Set(tellAction(action, detail).subjects.map(({ id }) => id))];
	await db.operatorAction.create({ data: { operatorId, at, action, detail, subjects } });
}
