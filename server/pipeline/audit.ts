import type { Prisma } from '../../prisma/generated/client.ts';
import type { Database } from '../db.ts';

/** Something that an operator did, or that the pipeline did by itself. */
export interface AuditEntry {
	/** Null: the pipeline itself. */
	operatorId: string | null;
	/** Real time, also in a replay. */
	at: Date;
	/** A stored name such as "failures.retry". */
	action: string;
	/** What it was done to, and what came of it. */
	detail: Prisma.InputJsonObject;
}

/** Adds a line to the audit trail. */
export async function recordAction(db: Pick<Database, 'operatorAction'>, entry: AuditEntry): Promise<void> {
	await db.operatorAction.create({ data: entry });
}
