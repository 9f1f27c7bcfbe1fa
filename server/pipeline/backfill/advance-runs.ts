import { type Clock, machineTime } from '../../clock.ts';
import type { Database } from '../../db.ts';
import type { FeedPublisher } from '../../feed/publisher.ts';
import { withIds } from '../match-condition.ts';
import { type MatchState, matchStates } from '../match-state.ts';
import { type ReconcileDeps, reconcileMatches } from '../reconcile.ts';
import { beginItems } from './begin-items.ts';
import { GOT, WAITING } from './item-answers.ts';
import { itemVerdict, type StartedItem } from './item-verdict.ts';

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
	const { begun, changed } = await beginItems(deps, runId);
	// What a process that died had begun and not queued is put right here, as whatever was lost since.
	const lacking = states.filter(({ id, plan }) => plan.changes.length > 0 && !ended.has(id));
	const toQueue = [...lacking.map(({ id }) => id), ...begun];
	if (toQueue.length > 0) await reconcileMatches(deps, toQueue);
	for (const id of begun) deps.feed.match(id);
	if (changed || ended.size + toQueue.length > 0) deps.feed.topic('backfill');
}

async function itemsUnderWay(db: Database, runId: string, which: 'all' | 'answered'): Promise<Item[]> {
	return db.$queryRaw<Item[]>`
		SELECT item.position, item."matchId", item."modelIds", item."startedAt" FROM "BackfillItem" item
		WHERE item."runId" = ${runId} AND item."startedAt" IS NOT NULL AND item."endedAt" IS NULL
			AND (${which === 'all'} OR ${WAITING} = '{}')
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
		const verdict = match ? itemVerdict(item, match, clock.now()) : null;
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
