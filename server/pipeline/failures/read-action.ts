import { Prisma } from '../../../prisma/generated/client.ts';
import type { Database } from '../../db.ts';
import { AppError } from '../../errors.ts';
import { type ActionCounts, countItems, keepFinal, NO_ITEMS } from './action-counts.ts';
import type { FailureAction } from './failure-action.ts';

/** @throws AppError 'not-found' */
export async function readAction(db: Database, id: string): Promise<FailureAction> {
	const [action] = await readActions(db, Prisma.sql`a.id = ${id}`, 1);
	if (action) return action;
	throw new AppError('not-found', 'There is no such action on failures: actions are kept for 30 days.');
}

/** The newest actions first. */
export async function recentActions(db: Database): Promise<FailureAction[]> {
	return readActions(db, Prisma.sql`true`, 20);
}

interface ActionRow extends Omit<FailureAction, keyof ActionCounts> {
	finalCounts: ActionCounts | null;
}

async function readActions(db: Database, condition: Prisma.Sql, most: number): Promise<FailureAction[]> {
	const rows = await db.$queryRaw<ActionRow[]>`
		SELECT a.id, a.kind::text AS kind, a.reason, a.selection, operator.name AS operator,
			a."startedAt", a."endedAt", a."cancelledAt", a."jobsTakenAway", a."finalCounts"
		FROM "FailureAction" a JOIN "Operator" operator ON operator.id = a."operatorId"
		WHERE ${condition}
		ORDER BY a."startedAt" DESC, a.id LIMIT ${most}`;
	const open = rows.filter(({ finalCounts }) => finalCounts === null);
	const counted = await countItems(
		db,
		open.map(({ id }) => id),
	);
	const actions = rows.map(({ finalCounts, ...action }) => ({
		...action,
		...(finalCounts ?? counted.get(action.id) ?? NO_ITEMS),
	}));
	const read = new Set(open.map(({ id }) => id));
	await keepFinal(
		db,
		actions.filter(({ id }) => read.has(id)),
	);
	return actions;
}
