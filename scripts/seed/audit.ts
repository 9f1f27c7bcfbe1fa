import { type AuditAction, type AuditDetail, tellAction } from '../../server/audit/actions.ts';
import type { Transaction } from '../../server/db.ts';
import { OPERATORS } from './operators.ts';

/** Stores who did what, a few times a day, and what the pipeline did by itself: as much as so many matches bring with them. */
export async function storeAudit(
	tx: Transaction,
	{ matches, now }: { matches: number; now: Date },
): Promise<void> {
	const actions = JSON.stringify(ACTIONS.map((did, nth) => ({ nth, ...did })));
	await tx.$executeRaw`
		INSERT INTO "OperatorAction" (id, at, "operatorId", action, subjects, detail)
		SELECT pg_temp.id('action/' || number), ${now}::timestamptz - number * interval '7 hours' - interval '9 min',
			CASE WHEN action = 'settlement.corrected' THEN NULL ELSE 'seeded-' || (${[...OPERATORS]}::text[])[1 + (number / 3) % ${OPERATORS.length}] END,
			action, subjects, detail || CASE WHEN detail ? 'failures' THEN jsonb_build_object('failures', 1 + number % 43) ELSE '{}' END
		FROM generate_series(1, ${Math.min(20_000, 60 + Math.floor(matches / 10))}::int) number
		JOIN jsonb_to_recordset(${actions}::jsonb) AS did (nth int, action text, detail jsonb, subjects text[]) ON did.nth = number % ${ACTIONS.length}`;
}

const ACTIONS = [
	did('failures.retry', {
		...{ action: 'seeded-retry-0', failures: 12, selection: 'the predictions that failed in the last 24 h' },
	}),
	did('pipeline.reconcile', {
		...{ checked: 38, added: { analysis: 0, lineups: 0, predictions: 2, settlement: 1 } },
		...{ revived: 1, replaced: 0, moved: 0, dropped: 0 },
	}),
	did('alerts.acknowledge', { alerts: ['seeded-open-1'] }),
	did('settlement.retry', { matches: ['a', 'b', 'c'], queued: 3, refused: 0 }),
	did('failures.clear', { action: 'seeded-clear', failures: 4, reason: 'the season is void' }),
	did('backfill.start', {
		...{ run: 'seeded-run-0', matches: 40, selection: 'the last 30 days', budgetUsd: 5 },
		...{ policy: 'missing', order: 'newest', concurrency: 4 },
	}),
	did('backfill.pause', {
		...{ run: 'seeded-run-0', matches: 40, done: 12, failed: 1, skipped: 0, spentUsd: 1.9, budgetUsd: 5 },
	}),
	did('webhooks.add', { name: 'ops channel', host: 'chat.example.invalid', leastSeverity: 'warning' }),
	did('settlement.corrected', {
		matchId: 'seeded',
		from: { revision: 1, score: { home: 2, away: 1 }, quotas: null },
		to: { revision: 2, score: { home: 1, away: 1 }, quotas: null },
		pointsChanged: 42,
	}),
];

function did<Action extends AuditAction>(action: Action, detail: AuditDetail<Action>) {
	return { action, detail, subjects: tellAction(action, detail).subjects.map(({ id }) => id) };
}
