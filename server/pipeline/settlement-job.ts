import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import type { FeedPublisher } from '../feed/publisher.ts';
import { healFailures, PredictionsMissingError } from './failures.ts';
import { recordNothingToSettle, settleMatch } from './settlement.ts';

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
	const failures = await db.jobFailure.findMany({
		where: { matchId, stage: 'predictions', modelId: { not: null }, resolvedAt: null },
		orderBy: { lastSeenAt: 'desc' },
	});
	const [newest] = failures;
	throw new PredictionsMissingError(
		newest
			? `No prediction is stored: the calls to ${failures.length} of ${enabled} models failed, the last with: ${newest.message}`
			: `No prediction is stored, although ${enabled} models are enabled.`,
	);
}
