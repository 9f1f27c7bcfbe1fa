import type { Transaction } from '../../db.ts';
import { AppError } from '../../errors.ts';
import { recordAction } from '../audit.ts';
import { pauseEnds } from './pause-ends.ts';
import { type BackfillRun, readRun } from './read-run.ts';
import type { StartDeps } from './start-run.ts';

type ControlDeps = Pick<StartDeps, 'db' | 'realClock' | 'feed'>;

interface Asked {
	id: string;
	operatorId: string;
}

/**
 * Begins no further match until it is resumed; what is under way ends. A run that has ended, is paused or
 * cancelled is left as it is, as by the other two.
 * @throws AppError 'not-found'
 */
export function pauseRun(deps: ControlDeps, asked: Asked): Promise<BackfillRun> {
	return change(deps, asked, 'pause', (tx, at) =>
		tx.backfillRun.updateMany({
			where: { id: asked.id, endedAt: null, pausedAt: null, cancelledAt: null },
			data: { pausedAt: at, pausedBy: 'operator' },
		}),
	);
}

/**
 * Goes on with the next match. A new budget is taken by a run that is not paused, too.
 * @param budgetUsd the new budget in US dollars, null for none; left out, it stays
 * @throws AppError 'conflict' when its budget paused it and the new one is no larger
 */
export async function resumeRun(
	deps: ControlDeps,
	{ budgetUsd, ...asked }: Asked & { budgetUsd?: number | null | undefined },
): Promise<BackfillRun> {
	requireLarger(await readRun(deps.db, asked.id), budgetUsd);
	return change(deps, asked, 'resume', async (tx, at) => ({
		count: await tx.$executeRaw`
			UPDATE "BackfillRun" SET ${pauseEnds(at)},
				"budgetUsd" = CASE WHEN ${budgetUsd !== undefined} THEN ${budgetUsd ?? null}::float8 ELSE "budgetUsd" END
			WHERE id = ${asked.id} AND "endedAt" IS NULL AND "cancelledAt" IS NULL
				AND ("pausedAt" IS NOT NULL OR ${budgetUsd !== undefined})`,
	}));
}

function requireLarger(
	{ pausedBy, budgetUsd: old }: BackfillRun,
	budgetUsd: number | null | undefined,
): void {
	if (pausedBy !== 'budget' || old === null || budgetUsd === null || (budgetUsd ?? old) > old) return;
	throw new AppError(
		'conflict',
		`What is left of its budget of $${old} does not pay for the next match: give a larger budget, or none.`,
	);
}

/** Begins no further match for good; what is under way ends, and what was made stays. */
export function cancelRun(deps: ControlDeps, asked: Asked): Promise<BackfillRun> {
	return change(deps, asked, 'cancel', async (tx, at) => ({
		count: await tx.$executeRaw`
			UPDATE "BackfillRun" SET "cancelledAt" = ${at}, ${pauseEnds(at)}
			WHERE id = ${asked.id} AND "endedAt" IS NULL AND "cancelledAt" IS NULL`,
	}));
}

async function change(
	{ db, realClock, feed }: ControlDeps,
	{ id, operatorId }: Asked,
	what: 'pause' | 'resume' | 'cancel',
	apply: (tx: Transaction, at: Date) => Promise<{ count: number }>,
): Promise<BackfillRun> {
	const at = realClock.now();
	const changed = await db.$transaction(async (tx) => {
		const { count } = await apply(tx, at);
		if (count === 0) return false;
		const { matches, spentUsd, budgetUsd } = await readRun(tx, id);
		const detail = { run: id, matches: matches.total, ...matches.outcomes, spentUsd, budgetUsd };
		await recordAction(tx, { operatorId, at, action: `backfill.${what}`, detail });
		return true;
	});
	if (changed) feed.topic('backfill');
	return readRun(db, id);
}
