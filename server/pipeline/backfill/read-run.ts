import { Prisma } from '../../../prisma/generated/client.ts';
import type { BackfillPause } from '../../../prisma/generated/enums.ts';
import type { Database } from '../../db.ts';
import { AppError } from '../../errors.ts';
import { GOT } from './item-answers.ts';
import type { BackfillOutcome } from './item-verdict.ts';
import type { BackfillOrder, BackfillPolicy } from './order.ts';

export type { BackfillPause };

/** A backfill as far as it is. */
export interface BackfillRun {
	id: string;
	policy: BackfillPolicy;
	order: BackfillOrder;
	/** Matches that are worked on at once. */
	concurrency: number;
	/** US dollars at which it pauses; null is no limit. */
	budgetUsd: number | null;
	/** What was chosen, in words. */
	selection: string;
	/** The operator's name. */
	operator: string;
	/** Real time, as the other three. */
	startedAt: Date;
	pausedAt: Date | null;
	pausedBy: BackfillPause | null;
	cancelledAt: Date | null;
	endedAt: Date | null;
	matches: {
		total: number;
		underWay: number;
		/** Those that have ended. */
		outcomes: Record<BackfillOutcome, number>;
	};
	predictions: {
		/** That were asked for, those of matches that were skipped or left alone included. */
		total: number;
		stored: number;
	};
	/** US dollars, as far as the providers count tokens. */
	spentUsd: number;
	/** Real milliseconds that the run has been working, without its pauses. */
	workedMs: number;
}

type Reader = Pick<Database, '$queryRaw'>;

/** @throws AppError 'not-found' */
export async function readRun(db: Reader, id: string): Promise<BackfillRun> {
	const [run] = await readRuns(db, Prisma.sql`r.id = ${id}`, 1);
	if (run) return run;
	throw new AppError('not-found', `There is no backfill "${id}": runs are kept for 90 days.`);
}

export interface BackfillRunPage {
	runs: BackfillRun[];
	/** For the page after it; null when this is the last one. */
	nextCursor: string | null;
}

const RUNS_ON_A_PAGE = 20;

/**
 * A page of 20 runs, the newest first.
 * @param cursor `nextCursor` of the page before; left out for the first
 * @throws AppError 'invalid' when the cursor is none
 */
export async function recentRuns(
	db: Reader & Pick<Database, 'backfillRun'>,
	cursor?: string,
): Promise<BackfillRunPage> {
	const runs = await readRuns(db, await olderThan(db, cursor), RUNS_ON_A_PAGE + 1);
	const page = runs.slice(0, RUNS_ON_A_PAGE);
	return { runs: page, nextCursor: runs.length > page.length ? (page.at(-1)?.id ?? null) : null };
}

async function olderThan(db: Pick<Database, 'backfillRun'>, cursor?: string): Promise<Prisma.Sql> {
	if (cursor === undefined) return Prisma.sql`true`;
	const last = await db.backfillRun.findUnique({ where: { id: cursor }, select: { startedAt: true } });
	if (!last) throw new AppError('invalid', 'This page of backfills does not exist: begin with the first.');
	return Prisma.sql`(r."startedAt", r.id) < (${last.startedAt}, ${cursor})`;
}

interface RunRow extends Omit<BackfillRun, 'matches' | 'predictions'> {
	total: number;
	underWay: number;
	done: number;
	failed: number;
	skipped: number;
	asked: number;
	stored: number;
}

async function readRuns(db: Reader, condition: Prisma.Sql, most: number): Promise<BackfillRun[]> {
	const rows = await db.$queryRaw<RunRow[]>`
		SELECT r.id, r.policy::text AS policy, r."order"::text AS "order", r.concurrency::int AS concurrency,
			r."budgetUsd", r.selection, operator.name AS operator, r."startedAt", r."pausedAt",
			r."pausedBy"::text AS "pausedBy", r."cancelledAt", r."endedAt", counted.*, live.stored + counted.kept AS stored,
			live."costUsd" + counted."keptUsd" AS "spentUsd",
			(1000 * (extract(epoch FROM coalesce(r."endedAt", r."pausedAt", now()) - r."startedAt")
				- r."pausedSeconds"))::float8 AS "workedMs"
		FROM "BackfillRun" r
		JOIN "Operator" operator ON operator.id = r."operatorId"
		CROSS JOIN LATERAL (
			SELECT count(*)::int AS total,
				count(*) FILTER (WHERE "startedAt" IS NOT NULL AND "endedAt" IS NULL)::int AS "underWay",
				count(*) FILTER (WHERE outcome = 'done')::int AS done,
				count(*) FILTER (WHERE outcome = 'failed')::int AS failed,
				count(*) FILTER (WHERE outcome = 'skipped')::int AS skipped,
				coalesce(sum(cardinality("modelIds")), 0)::int AS asked,
				coalesce(sum(predictions), 0)::int AS kept, coalesce(sum("costUsd"), 0)::float8 AS "keptUsd"
			FROM "BackfillItem" WHERE "runId" = r.id
		) counted
		CROSS JOIN LATERAL (
			SELECT coalesce(sum(got.predictions), 0)::int AS stored, coalesce(sum(got."costUsd"), 0)::float8 AS "costUsd"
			FROM "BackfillItem" item CROSS JOIN LATERAL ${GOT} got
			WHERE item."runId" = r.id AND item."startedAt" IS NOT NULL AND item."endedAt" IS NULL
		) live
		WHERE ${condition}
		ORDER BY r."startedAt" DESC, r.id DESC LIMIT ${most}`;
	return rows.map(runOf);
}

function runOf(row: RunRow): BackfillRun {
	return {
		id: row.id,
		policy: row.policy,
		order: row.order,
		concurrency: row.concurrency,
		budgetUsd: row.budgetUsd,
		selection: row.selection,
		operator: row.operator,
		startedAt: row.startedAt,
		pausedAt: row.pausedAt,
		pausedBy: row.pausedBy,
		cancelledAt: row.cancelledAt,
		endedAt: row.endedAt,
		matches: {
			total: row.total,
			underWay: row.underWay,
			outcomes: { done: row.done, failed: row.failed, skipped: row.skipped },
		},
		predictions: { total: row.asked, stored: row.stored },
		spentUsd: row.spentUsd,
		workedMs: Math.max(0, row.workedMs),
	};
}
