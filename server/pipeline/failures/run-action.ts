import type { Clock } from '../../clock.ts';
import type { Database, Transaction } from '../../db.ts';
import type { FeedPublisher } from '../../feed/publisher.ts';
import type { ReconcileDeps } from '../reconcile.ts';
import { type BatchItem, nextItems, storeVerdicts, type Verdict } from './action-batch.ts';
import { clearBatch } from './clear-batch.ts';
import type { FailureActionKind } from './failure-action.ts';
import { retryBatch } from './retry-batch.ts';

export interface ActionDeps extends ReconcileDeps {
	feed: Pick<FeedPublisher, 'match' | 'topic'>;
	/** Real time: when actions start and end. */
	realClock: Clock;
}

/** Failures, and matches that they are of, between two looks at whether the action was cancelled. */
const MOST = { failures: 1_000, matches: 100 };

/** The work on a batch, behind those of other processes. */
const TRANSACTION = { maxWait: 30_000, timeout: 120_000 };

/**
 * Does what an action asks for to the next of its failures, and ends it with the last. Of several who do so
 * at once one works at a time; what was done when one dies is done again by the next, to the same result.
 * @returns whether there is more to do
 */
export async function runBatch(deps: ActionDeps, actionId: string): Promise<boolean> {
	const { batch, more } = await deps.db.$transaction(async (tx): Promise<Batch> => {
		const action = await lockUnended(tx, actionId);
		if (!action) return { batch: [], more: false };
		const next = await nextBatch(tx, actionId);
		const now = deps.clock.now();
		const verdicts = await workOn(deps, tx, action, next.batch, now);
		await storeVerdicts(tx, actionId, verdicts, now);
		if (!next.more) await end(tx, actionId, deps.realClock.now());
		return next;
	}, TRANSACTION);

	for (const id of new Set(batch.map(({ matchId }) => matchId))) deps.feed.match(id);
	deps.feed.topic('failures');
	return more;
}

interface Batch {
	batch: BatchItem[];
	/** Whether items are left after it. */
	more: boolean;
}

async function nextBatch(tx: Transaction, actionId: string): Promise<Batch> {
	const items = await nextItems(tx, actionId, MOST.failures);
	const matches = new Set<string>();
	const beyond = items.findIndex(({ matchId }) => matches.add(matchId).size > MOST.matches);
	return beyond < 0
		? { batch: items, more: items.length === MOST.failures }
		: { batch: items.slice(0, beyond), more: true };
}

interface LockedAction {
	kind: FailureActionKind;
	reason: string | null;
}

/** Whoever cancels or works on it waits until the transaction has ended. */
async function lockUnended(tx: Transaction, id: string): Promise<LockedAction | undefined> {
	const [action] = await tx.$queryRaw<LockedAction[]>`
		SELECT kind::text AS kind, reason FROM "FailureAction"
		WHERE id = ${id} AND "endedAt" IS NULL FOR NO KEY UPDATE`;
	return action;
}

async function workOn(
	deps: ActionDeps,
	tx: Transaction,
	{ kind, reason }: LockedAction,
	batch: BatchItem[],
	now: Date,
): Promise<Map<BatchItem, Verdict>> {
	if (batch.length === 0) return new Map();
	return kind === 'retry'
		? retryBatch(deps, batch, now)
		: clearBatch({ tx, queues: deps.queues }, batch, { reason: reason ?? '', now });
}

async function end(tx: Transaction, id: string, at: Date): Promise<void> {
	await tx.failureAction.update({ where: { id }, data: { endedAt: at } });
}

/** Ids of the actions that have not ended, the oldest first. */
export async function unendedActions(db: Database): Promise<string[]> {
	const actions = await db.failureAction.findMany({
		where: { endedAt: null },
		orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
		select: { id: true },
	});
	return actions.map(({ id }) => id);
}
