import type { Transaction } from '../../server/db.ts';
import { OPERATORS } from './operators.ts';

/** Stores who did what, a few times a day, and what the pipeline did by itself: as much as so many matches bring with them. */
export async function storeAudit(
	tx: Transaction,
	{ matches, now }: { matches: number; now: Date },
): Promise<void> {
	const actions = JSON.stringify(ACTIONS.map(([action, detail], nth) => ({ nth, action, detail })));
	await tx.$executeRaw`
		INSERT INTO "OperatorAction" (id, at, "operatorId", action, detail)
		SELECT pg_temp.id('action/' || number), ${now}::timestamptz - number * interval '7 hours' - interval '9 min',
			CASE WHEN action = 'settlement.corrected' THEN NULL ELSE 'seeded-' || (${[...OPERATORS]}::text[])[1 + (number / 3) % ${OPERATORS.length}] END,
			action, detail || CASE WHEN detail ? 'failures' THEN jsonb_build_object('failures', 1 + number % 43) ELSE '{}' END
		FROM generate_series(1, ${Math.min(20_000, 60 + Math.floor(matches / 10))}::int) number
		JOIN jsonb_to_recordset(${actions}::jsonb) AS did (nth int, action text, detail jsonb) ON did.nth = number % ${ACTIONS.length}`;
}

const ACTIONS: [action: string, detail: object][] = [
	[
		'failures.retry',
		{ action: 'seeded-retry-0', failures: 12, selection: 'the predictions that failed in the last 24 h' },
	],
	[
		'pipeline.reconcile',
		{
			checked: 38,
			added: { analysis: 0, lineups: 0, predictions: 2, settlement: 1 },
			revived: 1,
			replaced: 0,
			moved: 0,
			dropped: 0,
		},
	],
	['alerts.acknowledge', { alerts: ['seeded-open-1'] }],
	['settlement.retry', { matches: 3, queued: 3, refused: 0 }],
	['failures.clear', { action: 'seeded-clear', failures: 4, reason: 'the season is void' }],
	[
		'backfill.start',
		{
			run: 'seeded-run-0',
			matches: 40,
			selection: 'the last 30 days',
			policy: 'missing',
			order: 'newest',
			concurrency: 4,
			budgetUsd: 5,
		},
	],
	['backfill.pause', { run: 'seeded-run-0', by: 'operator' }],
	['webhooks.add', { name: 'ops channel' }],
	[
		'settlement.corrected',
		{
			matchId: 'seeded',
			from: { revision: 1, score: { home: 2, away: 1 } },
			to: { revision: 2, score: { home: 1, away: 1 } },
		},
	],
];
