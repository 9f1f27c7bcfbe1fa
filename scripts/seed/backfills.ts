import { after, DAY, HOUR } from '../../server/clock.ts';
import type { Transaction } from '../../server/db.ts';
import { OPERATORS } from './operators.ts';

const [MOST_RUNS, MOST_MATCHES] = [12, 40];

/** Stores the backfills that the late predictions came from, some that were cancelled half-way, and one that an operator paused. */
export async function storeBackfills(tx: Transaction, now: Date): Promise<void> {
	await tx.$executeRaw`
		CREATE TEMP TABLE filled_draft ON COMMIT DROP AS
		SELECT number, id, (nth - 1) / ${MOST_MATCHES} * 2 + (trouble = 'late')::int AS run, (nth - 1) % ${MOST_MATCHES} + 1 AS position, stored, trouble
		FROM (
			SELECT m.number, m.id, tally.stored, trouble, (row_number() OVER (PARTITION BY trouble ORDER BY m.number))::int AS nth
			FROM match_draft m LEFT JOIN tally_draft tally USING (place, number)
			WHERE place = 'past' AND trouble IN ('late', 'unserved')
		) late WHERE nth <= ${MOST_RUNS * MOST_MATCHES}::int`;
	const runs = await tx.$queryRaw<{ run: number; unserved: boolean }[]>`
		SELECT run, bool_or(trouble = 'unserved') AS unserved FROM filled_draft GROUP BY run ORDER BY run`;
	await tx.backfillRun.createMany({
		data: runs.map(({ run, unserved }) => {
			const startedAt = after(now, unserved ? -HOUR : -(run + 1) * DAY);
			const end = unserved
				? { pausedAt: after(startedAt, 60_000), pausedBy: 'operator' as const }
				: { endedAt: after(startedAt, HOUR) };
			return {
				...{
					id: `seeded-run-${run}`,
					policy: 'missing' as const,
					order: 'newest' as const,
					concurrency: 4,
					budgetUsd: 5,
					startedAt,
				},
				...{
					selection: unserved ? 'the last 7 days' : 'the last 30 days',
					operatorId: `seeded-${OPERATORS[run % OPERATORS.length]}`,
					...end,
				},
				...(!unserved && run % 4 === 3 && { cancelledAt: after(startedAt, HOUR) }),
			};
		}),
	});
	await tx.$executeRaw`
		INSERT INTO "BackfillItem" ("runId", position, "matchId", "modelIds", "anewIds", "firstMissing", "startedAt", "endedAt", outcome, reason, predictions, "costUsd")
		SELECT run.id, position, filled_draft.id, models.ids, '{}', 'predictions', CASE WHEN run."endedAt" IS NOT NULL THEN run."startedAt" END,
			run."endedAt", CASE WHEN run."endedAt" IS NOT NULL THEN made.outcome::"BackfillOutcome" END,
			CASE WHEN run."endedAt" IS NOT NULL AND made.outcome = 'failed' THEN 'Some calls were refused.' END,
			CASE WHEN run."endedAt" IS NOT NULL THEN stored END, CASE WHEN run."endedAt" IS NOT NULL THEN stored * 0.0009 END
		FROM filled_draft JOIN "BackfillRun" run ON run.id = 'seeded-run-' || filled_draft.run,
			(SELECT array_agg(id ORDER BY id) AS ids FROM model_draft) models
		CROSS JOIN LATERAL (SELECT CASE WHEN filled_draft.number % 10 = 3 THEN 'failed' ELSE 'done' END AS outcome) made`;
}
