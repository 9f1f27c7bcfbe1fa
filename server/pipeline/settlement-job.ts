import type { WorkerKind } from '../../prisma/generated/enums.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import type { FeedPublisher } from '../feed/publisher.ts';
import { healFailures, PredictionsMissingError } from './failures.ts';
import { describeOutages, outagesBetween } from './outages.ts';
import { recordNothingToSettle, settleMatch } from './settlement.ts';
import { dueBeforeKickoff } from './stages.ts';

/**
 * Settles a match, or says why it cannot be: `nothing to settle` when no model was enabled to predict
 * it, otherwise a failure, because predictions were owed.
 * @throws NotYetError while the match has not finished
 * @throws PredictionsMissingError when predictions were owed and not one is stored
 */
export async function settleOrExplain(
	{ db, clock, feed }: { db: Database; clock: Clock; feed: Pick<FeedPublisher, 'match' | 'topic'> },
	matchId: string,
): Promise<void> {
	const now = clock.now();
	const outcome = await settleMatch(db, { matchId, now });
	if (outcome.kind === 'no-predictions') await explainNone(db, matchId, now);
	await healFailures(db, { stage: 'settlement', matchId, modelId: null }, now);
	feed.match(matchId);
	feed.topic('failures');
}

async function explainNone(db: Database, matchId: string, now: Date): Promise<void> {
	const enabled = await db.model.count({ where: { enabled: true } });
	if (enabled === 0) {
		await recordNothingToSettle(db, { matchId, reason: 'no model is enabled', now });
		return;
	}
	throw new PredictionsMissingError(`No prediction is stored${await whyNone(db, matchId, enabled, now)}`);
}

async function whyNone(db: Database, matchId: string, enabled: number, now: Date): Promise<string> {
	const failures = await db.jobFailure.findMany({
		where: { matchId, stage: 'predictions', resolvedAt: null },
		orderBy: { lastSeenAt: 'desc' },
	});
	const calls = failures.filter(({ modelId }) => modelId !== null);
	if (calls[0])
		return `: the calls to ${calls.length} of ${enabled} models failed, the last with: ${calls[0].message}`;
	if (failures[0]) return `: the models could not be asked: ${failures[0].message}`;
	return `, although ${enabled} models are enabled and no call failed: ${await whoWasDown(db, matchId, now)}.`;
}

/** Without the prediction worker nothing is asked, and without the scheduling worker nothing is queued. */
const NEEDED: WorkerKind[] = ['prediction', 'scheduling'];

/** The outages while the predictions were due, in words. */
async function whoWasDown(db: Database, matchId: string, now: Date): Promise<string> {
	const { kickoffAt, finishedAt } = await db.match.findUniqueOrThrow({ where: { id: matchId } });
	const dueAt = dueBeforeKickoff('predictions', kickoffAt);
	const outages = await outagesBetween(db, dueAt, finishedAt ?? now);
	const needed = outages.filter(({ kind }) => NEEDED.includes(kind));
	if (needed.length > 0) return describeOutages(needed);
	return `no outage of the ${NEEDED.join(' or ')} worker is known from when they were due until full time`;
}
