import { Prisma } from '../../../prisma/generated/client.ts';
import { type Clock, machineTime } from '../../clock.ts';
import type { Database, Transaction } from '../../db.ts';
import type { FeedPublisher } from '../../feed/publisher.ts';
import { recordAction } from '../audit.ts';
import { askAgain } from '../failures/ask-again.ts';
import { withIds } from '../match-condition.ts';
import { type MatchState, matchStates } from '../match-state.ts';
import { type ReconcileDeps, reconcileMatches } from '../reconcile.ts';
import { callEstimates } from './call-estimates.ts';
import { costOf } from './estimate.ts';
import { itemVerdict, type StartedItem } from './item-verdict.ts';
import { makeAnew } from './make-anew.ts';
import type { BackfillPolicy } from './order.ts';
import { pauseEnds } from './pause-ends.ts';
import { GOT } from './read-run.ts';

export interface AdvanceDeps extends ReconcileDeps {
	feed: Pick<FeedPublisher, 'match' | 'topic'>;
	/** Real time: when runs pause and end. */
	realClock: Clock;
}

/** Real milliseconds between two looks at all matches that are under way: most of them just wait for answers. */
const LOOK_AT_ALL = 2_000;

/** Makes the function that advances the runs: called every fraction of a second, it looks at what may have ended. */
export function createAdvancer(deps: AdvanceDeps): () => Promise<void> {
	let lookedAt = Number.NEGATIVE_INFINITY;
	return async () => {
		const now = machineTime();
		const all = now - lookedAt >= LOOK_AT_ALL;
		if (all) lookedAt = now;
		await advanceRuns(deps, all ? 'all' : 'answered');
	};
}

/**
 * Brings every backfill that has not ended a step forward: notes what has become of its matches, and begins
 * the next ones. Beginning a match is reconciling it: its work goes the ordinary way, under the ordinary ids.
 * What one process leaves half done when it dies, the next call finds and finishes.
 * @param which looks at all matches that are under way, or at those alone that have all their answers
 */
export async function advanceRuns(deps: AdvanceDeps, which: 'all' | 'answered' = 'all'): Promise<void> {
	const runs = await deps.db.backfillRun.findMany({
		where: { endedAt: null },
		orderBy: { startedAt: 'asc' },
		select: { id: true },
	});
	for (const { id } of runs) {
		// One that goes wrong holds up no other.
		await advance(deps, id, which).catch((error: unknown) =>
			deps.log.error({ err: error, run: id }, 'a backfill could not be advanced'),
		);
	}
}

interface Item extends StartedItem {
	position: number;
	matchId: string;
}

async function advance(deps: AdvanceDeps, runId: string, which: 'all' | 'answered'): Promise<void> {
	const underWay = await itemsUnderWay(deps.db, runId, which);
	const states =
		underWay.length === 0 ? [] : await matchStates(deps, withIds(underWay.map(({ matchId }) => matchId)));
	const ended = await endItems(deps, runId, underWay, states);
	const begun = await beginItems(deps, runId);
	// What a process that died had begun and not queued is put right here, as whatever was lost since.
	const lacking = states.filter(({ id, plan }) => plan.changes.length > 0 && !ended.has(id));
	const toQueue = [...lacking.map(({ id }) => id), ...begun];
	if (toQueue.length > 0) await reconcileMatches(deps, toQueue);
	for (const id of begun) deps.feed.match(id);
	if (ended.size + toQueue.length > 0) deps.feed.topic('backfill');
}

async function itemsUnderWay(db: Database, runId: string, which: 'all' | 'answered'): Promise<Item[]> {
	return db.$queryRaw<Item[]>`
		SELECT item.position, item."matchId", item."modelIds", item."startedAt" FROM "BackfillItem" item
		WHERE item."runId" = ${runId} AND item."startedAt" IS NOT NULL AND item."endedAt" IS NULL
			AND (${which === 'all'} OR NOT EXISTS (
				SELECT FROM unnest(item."modelIds") AS asked (id) WHERE NOT EXISTS (
					SELECT FROM "Prediction" p WHERE p."matchId" = item."matchId" AND p."modelId" = asked.id)))
		ORDER BY item.position`;
}

/** Notes how matches have ended. @returns the ids of those matches */
async function endItems(
	{ db, clock }: AdvanceDeps,
	runId: string,
	items: Item[],
	states: MatchState[],
): Promise<Set<string>> {
	const byId = new Map(states.map((state) => [state.id, state]));
	const ended = items.flatMap((item) => {
		const match = byId.get(item.matchId);
		const verdict = match ? itemVerdict(item, match) : null;
		return verdict ? [{ ...item, ...verdict }] : [];
	});
	if (ended.length > 0) {
		await db.$executeRaw`
			UPDATE "BackfillItem" item SET "endedAt" = ${clock.now()}, outcome = given.outcome::"BackfillOutcome",
				reason = nullif(given.reason, ''), predictions = given.predictions, "costUsd" = given."costUsd"
			FROM (
				SELECT ended.*, got.* FROM unnest(
					${ended.map(({ position }) => position)}::int[],
					${ended.map(({ outcome }) => outcome)}::text[],
					${ended.map(({ reason }) => reason ?? '')}::text[]
				) AS ended (position, outcome, reason)
				JOIN "BackfillItem" item ON item."runId" = ${runId} AND item.position = ended.position
				CROSS JOIN LATERAL ${GOT} got
			) given
			WHERE item."runId" = ${runId} AND item.position = given.position AND item."endedAt" IS NULL`;
	}
	return new Set(ended.map(({ matchId }) => matchId));
}

interface LockedRun {
	policy: BackfillPolicy;
	concurrency: number;
	budgetUsd: number | null;
	paused: boolean;
	cancelled: boolean;
}

interface NextItem {
	position: number;
	matchId: string;
	modelIds: string[];
}

/** Real milliseconds: matches whose predictions are made anew wait for settlements that are under way. */
const TRANSACTION = { maxWait: 10_000, timeout: 30_000 };

/** Begins as many matches as have room, or ends or pauses the run. @returns the ids of the matches */
async function beginItems(deps: AdvanceDeps, runId: string): Promise<string[]> {
	return deps.db.$transaction(async (tx) => {
		const run = await lockRun(tx, runId);
		if (!run) return [];
		const underWay = await tx.backfillItem.count({
			where: { runId, startedAt: { not: null }, endedAt: null },
		});
		const waiting = await tx.backfillItem.count({ where: { runId, startedAt: null, endedAt: null } });
		if (underWay === 0 && (run.cancelled || waiting === 0)) await endRun(deps, tx, runId);
		if (run.cancelled || run.paused) return [];
		const next = await nextItems(tx, runId, run.concurrency - underWay);
		const paid = run.budgetUsd === null ? next : await paidOf(tx, runId, run.budgetUsd, next);
		if (paid.length < next.length && paid.length + underWay === 0) await pauseForBudget(deps, tx, runId);
		await begin(tx, runId, run.policy, paid, deps.clock.now());
		return paid.map(({ matchId }) => matchId);
	}, TRANSACTION);
}

/** Whoever pauses, cancels or works on it waits until the transaction has ended. */
async function lockRun(tx: Transaction, id: string): Promise<LockedRun | undefined> {
	const [run] = await tx.$queryRaw<LockedRun[]>`
		SELECT policy::text AS policy, concurrency::int AS concurrency, "budgetUsd", "pausedAt" IS NOT NULL AS paused,
			"cancelledAt" IS NOT NULL AS cancelled
		FROM "BackfillRun" WHERE id = ${id} AND "endedAt" IS NULL FOR NO KEY UPDATE`;
	return run;
}

async function nextItems(tx: Transaction, runId: string, most: number): Promise<NextItem[]> {
	if (most <= 0) return [];
	return tx.backfillItem.findMany({
		where: { runId, startedAt: null, endedAt: null },
		orderBy: { position: 'asc' },
		take: most,
		select: { position: true, matchId: true, modelIds: true },
	});
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
		SELECT got."costUsd", ARRAY(
				SELECT asked.id FROM unnest(item."modelIds") AS asked (id) WHERE NOT EXISTS (
					SELECT FROM "Prediction" p WHERE p."matchId" = item."matchId" AND p."modelId" = asked.id)
			) AS waiting
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
	await tx.backfillItem.updateMany({
		where: { runId, position: { in: items.map(({ position }) => position) } },
		data: { startedAt: now },
	});
	const matchIds = items.map(({ matchId }) => matchId);
	if (policy === 'all') for (const item of items) await makeAnew(tx, item, now);
	// An explicit "all" outweighs what an operator cleared.
	const cleared = policy === 'all' ? Prisma.sql`OR f.resolution = 'cleared'` : Prisma.empty;
	const failures = Prisma.sql`(f."resolvedAt" IS NULL ${cleared}) AND EXISTS (
		SELECT FROM "BackfillItem" item WHERE item."runId" = ${runId} AND item."matchId" = f."matchId"
			AND item."matchId" = ANY(${matchIds}) AND f."modelId" = ANY(item."modelIds"))`;
	await askAgain(tx, { failures, matchIds }, now);
}

/** A run that was paused when nothing was left to begin is paused no more. */
async function endRun({ realClock }: AdvanceDeps, tx: Transaction, id: string): Promise<void> {
	const at = realClock.now();
	await tx.$executeRaw`
		UPDATE "BackfillRun" SET "endedAt" = ${at}, ${pauseEnds(at)} WHERE id = ${id}`;
}

async function pauseForBudget({ realClock }: AdvanceDeps, tx: Transaction, id: string): Promise<void> {
	const at = realClock.now();
	await tx.backfillRun.update({ where: { id }, data: { pausedAt: at, pausedBy: 'budget' } });
	await recordAction(tx, {
		operatorId: null,
		at,
		action: 'backfill.pause',
		detail: { run: id, by: 'budget' },
	});
}
