import { Prisma } from '../../../prisma/generated/client.ts';
import type { Clock } from '../../clock.ts';
import type { Database, Transaction } from '../../db.ts';
import { recordAction } from '../audit.ts';
import { callEstimates } from '../call-estimates.ts';
import { askAgain } from '../failures/ask-again.ts';
import { withIds } from '../match-condition.ts';
import { lockMatches } from '../settlement/lock-matches.ts';
import { costOf } from './estimate.ts';
import { findGaps } from './find-gaps.ts';
import { GOT, WAITING } from './item-answers.ts';
import { makeAnew } from './make-anew.ts';
import { gapVerdict } from './models-to-ask.ts';
import type { BackfillPolicy } from './order.ts';
import { pauseEnds } from './pause-ends.ts';

interface BeginDeps {
	db: Database;
	clock: Clock;
	/** Real time: when runs pause and end. */
	realClock: Clock;
}

interface Begun {
	/** The ids of the matches. */
	begun: string[];
	/** Something of the run is not as it was. */
	changed: boolean;
}

/** Real milliseconds. */
const TRANSACTION = { maxWait: 10_000, timeout: 30_000 };

/** Begins as many matches of a run as have room, or ends or pauses the run. */
export async function beginItems(deps: BeginDeps, runId: string): Promise<Begun> {
	return deps.db.$transaction(async (tx): Promise<Begun> => {
		const run = await lockRun(tx, runId);
		if (!run) return { begun: [], changed: false };
		const underWay = await tx.backfillItem.count({
			where: { runId, startedAt: { not: null }, endedAt: null },
		});
		const next = await nextItems(tx, runId, Math.max(1, run.concurrency - underWay));
		if (underWay === 0 && (run.cancelled || next.length === 0)) {
			await endRun(deps, tx, runId);
			return { begun: [], changed: true };
		}
		const hasRoom = !run.cancelled && !run.paused && underWay < run.concurrency;
		if (!hasRoom || next.length === 0) return { begun: [], changed: false };

		const now = deps.clock.now();
		const { skipped, toDo } = await look(tx, run.policy, next, now);
		await skip(tx, runId, skipped, now);
		const paid = run.budgetUsd === null ? toDo : await paidOf(tx, runId, run.budgetUsd, toDo);
		const isUsedUp = paid.length < toDo.length && paid.length + underWay === 0;
		if (isUsedUp) await pauseForBudget(deps, tx, runId);
		await begin(tx, runId, run.policy, paid, now);
		const changed = isUsedUp || skipped.length + paid.length > 0;
		return { begun: paid.map(({ matchId }) => matchId), changed };
	}, TRANSACTION);
}

interface LockedRun {
	policy: BackfillPolicy;
	concurrency: number;
	budgetUsd: number | null;
	paused: boolean;
	cancelled: boolean;
}

/** Whoever pauses, cancels or works on it waits until the transaction has ended. */
async function lockRun(tx: Transaction, id: string): Promise<LockedRun | undefined> {
	const [run] = await tx.$queryRaw<LockedRun[]>`
		SELECT policy::text AS policy, concurrency::int AS concurrency, "budgetUsd", "pausedAt" IS NOT NULL AS paused,
			"cancelledAt" IS NOT NULL AS cancelled
		FROM "BackfillRun" WHERE id = ${id} AND "endedAt" IS NULL FOR NO KEY UPDATE`;
	return run;
}

/** A match whose turn has come. */
interface NextItem {
	position: number;
	matchId: string;
	modelIds: string[];
	anewIds: string[];
}

async function nextItems(tx: Transaction, runId: string, most: number): Promise<NextItem[]> {
	return tx.backfillItem.findMany({
		where: { runId, startedAt: null, endedAt: null },
		orderBy: { position: 'asc' },
		take: most,
		select: { position: true, matchId: true, modelIds: true, anewIds: true },
	});
}

interface Looked {
	skipped: (NextItem & { reason: string })[];
	/** With the models that are still to be asked; a match that has all by now is settled at least. */
	toDo: NextItem[];
}

/** What is left to do about the matches now: the pipeline, or an operator, may have been faster. */
async function look(tx: Transaction, policy: BackfillPolicy, items: NextItem[], now: Date): Promise<Looked> {
	const ids = items.map(({ matchId }) => matchId);
	// What is made anew is taken away first; a match that is being settled has its turn a moment later.
	const free = new Set(policy === 'all' ? await lockMatches(tx, ids, 'leave-out') : ids);
	const gaps = await findGaps(tx, withIds(ids), {
		claimed: Prisma.sql`false`,
		most: ids.length,
		retroactive: policy === 'all',
	});
	const byMatch = new Map(gaps.map((gap) => [gap.matchId, gap]));
	const looked: Looked = { skipped: [], toDo: [] };
	for (const item of items.filter(({ matchId }) => free.has(matchId))) {
		const gap = byMatch.get(item.matchId);
		const verdict = gap && gapVerdict({ ...gap, runId: null }, policy, now);
		if (verdict?.is === 'skipped') {
			looked.skipped.push({ ...item, reason: verdict.reason });
			continue;
		}
		const wanted = new Set(item.modelIds);
		const confirmed = new Set(item.anewIds);
		const anewIds = verdict?.anew.filter((id) => confirmed.has(id)) ?? [];
		const missing = gap?.missing.filter((id) => wanted.has(id)) ?? [];
		const asked = new Set(verdict?.modelIds);
		const modelIds = [...missing.filter((id) => asked.has(id)), ...anewIds].toSorted();
		looked.toDo.push({ ...item, modelIds, anewIds });
	}
	return looked;
}

async function skip(tx: Transaction, runId: string, items: Looked['skipped'], now: Date): Promise<void> {
	for (const { position, reason } of items) {
		await tx.backfillItem.update({
			where: { runId_position: { runId, position } },
			data: { endedAt: now, outcome: 'skipped', reason },
		});
	}
}

/** The next matches, as far as what is left of the budget pays for all of each. */
async function paidOf(
	tx: Transaction,
	runId: string,
	budgetUsd: number,
	next: NextItem[],
): Promise<NextItem[]> {
	const estimates = await callEstimates(tx);
	const ended = await tx.backfillItem.aggregate({ where: { runId }, _sum: { costUsd: true } });
	const underWay = await tx.$queryRaw<{ costUsd: number; waiting: string[] }[]>`
		SELECT got."costUsd", ${WAITING} AS waiting
		FROM "BackfillItem" item CROSS JOIN LATERAL ${GOT} got
		WHERE item."runId" = ${runId} AND item."startedAt" IS NOT NULL AND item."endedAt" IS NULL`;
	let left = underWay.reduce(
		(rest, { costUsd, waiting }) => rest - costUsd - costOf(waiting, estimates),
		budgetUsd - (ended._sum.costUsd ?? 0),
	);
	const beyond = next.findIndex(({ modelIds }) => {
		left -= costOf(modelIds, estimates);
		return left < 0;
	});
	return beyond < 0 ? next : next.slice(0, beyond);
}

async function begin(
	tx: Transaction,
	runId: string,
	policy: BackfillPolicy,
	items: NextItem[],
	now: Date,
): Promise<void> {
	if (items.length === 0) return;
	for (const { position, matchId, modelIds, anewIds } of items) {
		await tx.backfillItem.update({
			where: { runId_position: { runId, position } },
			data: { startedAt: now, modelIds },
		});
		if (anewIds.length > 0) await makeAnew(tx, { matchId, modelIds: anewIds }, now);
	}
	const matchIds = items.map(({ matchId }) => matchId);
	// An explicit "all" outweighs what an operator cleared.
	const asked =
		policy === 'all'
			? Prisma.sql`(f."resolvedAt" IS NULL OR f.resolution = 'cleared')
				AND (f."modelId" IS NULL OR f."modelId" = ANY(item."modelIds"))`
			: Prisma.sql`f."resolvedAt" IS NULL AND f."modelId" = ANY(item."modelIds")`;
	const failures = Prisma.sql`f.stage IN ('analysis', 'lineups', 'predictions') AND EXISTS (
		SELECT FROM "BackfillItem" item WHERE item."runId" = ${runId} AND item."matchId" = f."matchId"
			AND item."matchId" = ANY(${matchIds}) AND ${asked})`;
	await askAgain(tx, { failures, matchIds }, now);
}

/** A run that was paused when nothing was left to begin is paused no more. */
async function endRun({ realClock }: BeginDeps, tx: Transaction, id: string): Promise<void> {
	const at = realClock.now();
	await tx.$executeRaw`
		UPDATE "BackfillRun" SET "endedAt" = ${at}, ${pauseEnds(at)} WHERE id = ${id}`;
}

async function pauseForBudget({ realClock }: BeginDeps, tx: Transaction, id: string): Promise<void> {
	const at = realClock.now();
	await tx.backfillRun.update({ where: { id }, data: { pausedAt: at, pausedBy: 'budget' } });
	await recordAction(tx, {
		operatorId: null,
		at,
		action: 'backfill.pause',
		detail: { run: id, by: 'budget' },
	});
}
