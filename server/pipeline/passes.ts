import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { after, DAY } from '../clock.ts';
import type { Database } from '../db.ts';
import type { FeedPublisher } from '../feed/publisher.ts';
import { claimed, claimedByBackfill } from './claims.ts';
import { unknownProviderProblems } from './enabled-models.ts';
import { countEvent, PASS } from './event-counts.ts';
import type { MatchCondition } from './match-condition.ts';
import {
	PASS_KINDS,
	type PassKind,
	type PassReport,
	type PlannedChange,
	type ReconcileReport,
} from './pass-report.ts';
import { previewReconcile, type ReconcileDeps, reconcile, reconcileMatches } from './reconcile.ts';
import { STAGES } from './stages.ts';

/** Passes that look at every match with a claim; the stuck check looks at the matches that it names. */
type WidePass = Exclude<PassKind, 'stuck_check'>;

const LOOKS_AT: Record<WidePass, typeof claimed> = {
	startup: claimedByBackfill,
	ingest: claimed,
	sweep: claimed,
	backfill: claimedByBackfill,
	operator: claimedByBackfill,
};

export interface PassDeps extends ReconcileDeps {
	feed: Pick<FeedPublisher, 'topic'>;
}

/**
 * Reconciles what this kind of pass looks at, and keeps the report.
 * @param problems what came before the pass and went wrong, one sentence each: it goes into the report
 */
export async function runPass(deps: PassDeps, kind: WidePass, problems: string[] = []): Promise<PassReport> {
	return keep(deps, kind, problems, () => reconcile(deps, conditionOf(deps, kind)));
}

/** The pass over matches that are stuck. */
export async function runStuckCheck(
	deps: PassDeps,
	matchIds: string[],
	problems: string[] = [],
): Promise<PassReport> {
	return keep(deps, 'stuck_check', problems, () => reconcileMatches(deps, matchIds));
}

/** What the operator's pass would do now; it changes nothing. */
export function previewPass(
	deps: ReconcileDeps,
): Promise<{ report: ReconcileReport; changes: PlannedChange[] }> {
	return previewReconcile(deps, conditionOf(deps, 'operator'));
}

function conditionOf({ clock, windows }: ReconcileDeps, kind: WidePass): MatchCondition {
	return LOOKS_AT[kind](clock.now(), windows);
}

async function keep(
	{ db, clock, feed }: PassDeps,
	kind: PassKind,
	problems: string[],
	pass: () => Promise<ReconcileReport>,
): Promise<PassReport> {
	const at = clock.now();
	const done = await pass();
	const report: PassReport = {
		...done,
		problems: [...problems, ...(await unknownProviderProblems(db))],
		kind,
		at,
	};
	const { added, blocked, ...columns } = report;
	const data = { ...columns, added: { ...added }, blocked: blocked.map((row) => ({ ...row })) };
	await db.$transaction([db.reconcilePass.create({ data }), countEvent(db, PASS, kind)]);
	feed.topic('coverage');
	return report;
}

/** How long reports are kept. */
const KEPT = 7 * DAY;

export async function prunePasses(db: Database, now: Date): Promise<void> {
	await db.reconcilePass.deleteMany({ where: { at: { lt: after(now, -KEPT) } } });
}

const MOST_RECENT = 20;

/** The newest report of each kind, and the last 20 of passes that changed something; the newest first. */
export async function recentPasses(db: Database): Promise<PassReport[]> {
	const rows = await db.$queryRaw<unknown[]>`
		SELECT kind, at, checked, added, "alreadyQueued", revived, replaced, moved, dropped, blocked, problems, "tookMs"
		FROM (
			(SELECT newest.* FROM unnest(enum_range(NULL::"PassKind")) AS of (kind)
				CROSS JOIN LATERAL (SELECT * FROM "ReconcilePass" WHERE kind = of.kind ORDER BY at DESC LIMIT 1) newest)
			UNION
			(SELECT * FROM "ReconcilePass" WHERE ${changedSomething} ORDER BY at DESC LIMIT ${MOST_RECENT})
		) recent ORDER BY at DESC`;
	return z.array(storedReport).parse(rows);
}

const changedSomething = Prisma.sql`(moved + dropped > 0
	OR added <> '{"analysis": 0, "lineups": 0, "predictions": 0, "settlement": 0}'::jsonb)`;

const count = z.int();
const stage = z.enum(STAGES);

const storedReport: z.ZodType<PassReport> = z.object({
	kind: z.enum(PASS_KINDS),
	at: z.date(),
	checked: count,
	added: z.object({ analysis: count, lineups: count, predictions: count, settlement: count }),
	alreadyQueued: count,
	revived: count,
	replaced: count,
	moved: count,
	dropped: count,
	blocked: z.array(z.object({ stage, by: stage, matches: count })),
	problems: z.array(z.string()),
	tookMs: count,
});
