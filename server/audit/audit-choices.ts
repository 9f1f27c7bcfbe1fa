import { PIPELINE } from '../auth/roles.ts';
import type { Database } from '../db.ts';
import { AUDIT_LABELS } from './actions.ts';

/** What the audit trail can be filtered by: values with what people call them. */
export interface AuditChoices {
	/** Those who were removed, too. */
	people: Record<string, string>;
	actions: Record<string, string>;
}

export async function auditChoices(db: Database): Promise<AuditChoices> {
	const operators = await db.operator.findMany({
		select: { name: true, removedAt: true },
		orderBy: [{ removedAt: { sort: 'asc', nulls: 'first' } }, { name: 'asc' }],
	});
	const people = operators.map(({ name, removedAt }) => [name, removedAt ? `${name} (removed)` : name]);
	return {
		people: { [PIPELINE]: 'The pipeline itself', ...Object.fromEntries(people) },
		actions: AUDIT_LABELS,
	};
}
