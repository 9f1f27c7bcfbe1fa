import type { z } from 'zod';
import { alertActions } from './actions/alerts.ts';
import { backfillActions } from './actions/backfills.ts';
import { failureActions } from './actions/failures.ts';
import { peopleActions } from './actions/people.ts';
import { pipelineActions } from './actions/pipeline.ts';
import { settingsActions } from './actions/settings.ts';
import type { DefinedAction, Told } from './define-action.ts';

/**
 * Every action that the audit trail can hold, with its details and its words. The names are stored: after a renaming, old
 * lines show the old name and what is stored of them, and no words.
 */
const ACTIONS = {
	...failureActions,
	...backfillActions,
	...alertActions,
	...pipelineActions,
	...peopleActions,
	...settingsActions,
};

/** A stored name such as "failures.retry". */
export type AuditAction = keyof typeof ACTIONS;

/** What is stored of such an action: what it was done to, and what came of it. */
export type AuditDetail<Action extends AuditAction> = z.input<(typeof ACTIONS)[Action]['detail']>;

/** All kinds by label, for a choice. */
export const AUDIT_LABELS: Record<string, string> = Object.fromEntries(
	Object.entries(ACTIONS)
		.map(([name, { label }]) => [name, label] as const)
		.sort(([, a], [, b]) => a.localeCompare(b)),
);

const byName: ReadonlyMap<string, DefinedAction> = new Map<string, DefinedAction>(Object.entries(ACTIONS));

/** An action in words; what another version stored is named, and tells no more. */
export function tellAction(action: string, detail: unknown): Told {
	return byName.get(action)?.tell(detail) ?? { sentence: `did “${action}”`, subjects: [] };
}
