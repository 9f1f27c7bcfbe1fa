import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { Database, Transaction } from '../../db.ts';
import { AppError } from '../../errors.ts';
import type { FeedPublisher } from '../../feed/publisher.ts';
import { countOf } from '../../words.ts';
import { recordAction } from '../audit.ts';
import { callEstimates } from '../call-estimates.ts';
import { type ChooseDeps, type ChosenMatch, type ChosenMatches, chooseMatches } from './choose-matches.ts';
import type { BackfillSelection } from './order.ts';
import { requirePaid } from './preview.ts';
import { type BackfillRun, readRun } from './read-run.ts';

export interface StartDeps extends Omit<ChooseDeps, 'db'> {
	db: Database;
	/** Real time: when runs start and end. */
	realClock: Clock;
	feed: Pick<FeedPublisher, 'topic'>;
}

/** What the operator was shown. */
export interface Confirmed {
	matches: number;
	/** Retroactive predictions that are made anew. */
	anew: number;
}

/** Matches that go into one statement. */
const CHUNK = 2_000;

/** Real milliseconds. */
const TRANSACTION = { maxWait: 10_000, timeout: 60_000 };

/**
 * Stores a run over the matches that the selection means now; the scheduling worker works it off. No match is
 * in two runs at once: whoever starts second finds it taken.
 * @throws AppError 'conflict' when nothing is left to do, or more than was confirmed; and as `previewBackfill` does
 */
export async function startBackfill(
	deps: StartDeps,
	{
		selection,
		confirmed,
		operatorId,
	}: { selection: BackfillSelection; confirmed: Confirmed; operatorId: string },
): Promise<BackfillRun> {
	const { db, realClock, feed } = deps;
	const id = randomUUID();
	await db.$transaction(async (tx) => {
		// One starts at a time, and sees the matches of those before.
		await tx.$executeRaw`LOCK TABLE "BackfillRun" IN SHARE ROW EXCLUSIVE MODE`;
		const chosen = await chooseMatches({ ...deps, db: tx }, selection);
		requireWork(chosen);
		requireConfirmed(chosen.toDo, confirmed);
		requirePaid(chosen.toDo, await callEstimates(tx), selection.budgetUsd);
		await storeRun(tx, { id, selection, chosen, operatorId, at: realClock.now() });
	}, TRANSACTION);
	feed.topic('backfill');
	return readRun(db, id);
}

function requireWork({ toDo, skipped }: ChosenMatches): void {
	if (toDo.length > 0) return;
	const taken = skipped.find(({ runId }) => runId !== null);
	throw new AppError(
		'conflict',
		taken?.runId ? `Backfill ${taken.runId} has these matches already.` : 'There is nothing to do.',
	);
}

function requireConfirmed(toDo: ChosenMatch[], confirmed: Confirmed): void {
	const anew = toDo.reduce((sum, match) => sum + match.anew.length, 0);
	if (toDo.length > confirmed.matches) {
		throw new AppError(
			'conflict',
			`${countOf(toDo.length, 'match', 'matches')} would be worked on now, ${confirmed.matches} were confirmed: look at the preview again.`,
		);
	}
	if (anew > confirmed.anew) {
		throw new AppError(
			'conflict',
			`${countOf(anew, 'retroactive prediction')} would be made anew, ${confirmed.anew} were confirmed: look at the preview and confirm that number.`,
		);
	}
}

async function storeRun(
	tx: Transaction,
	run: { id: string; selection: BackfillSelection; chosen: ChosenMatches; operatorId: string; at: Date },
): Promise<void> {
	const { id, selection, chosen, operatorId, at } = run;
	const { policy, order, concurrency, budgetUsd } = selection;
	await tx.backfillRun.create({
		data: {
			...{ id, policy, order, concurrency, budgetUsd, selection: chosen.selection },
			...{ operatorId, startedAt: at },
		},
	});
	for (let start = 0; start < chosen.toDo.length; start += CHUNK) {
		await tx.backfillItem.createMany({
			data: chosen.toDo
				.slice(start, start + CHUNK)
				.map(({ matchId, modelIds, anew: anewIds, firstMissing }, index) => ({
					...{ runId: id, position: start + index + 1, matchId, modelIds, anewIds, firstMissing },
				})),
		});
	}
	await recordAction(tx, {
		operatorId,
		at,
		action: 'backfill.start',
		detail: {
			...{ run: id, matches: chosen.toDo.length, selection: chosen.selection },
			...{ policy, order, concurrency, budgetUsd },
		},
	});
}
