import type { Transaction } from '../../db.ts';
import { knownProvider } from '../../models/providers.ts';
import { type NewJob, newJob } from '../../queue/catalogue.ts';
import type { Queues } from '../../queue/queues.ts';
import type { BatchItem, Verdict } from './action-batch.ts';
import { openOnes } from './failure-condition.ts';
import { lockedFailures } from './lock-failures.ts';

/** Closes the failures of the items for the reason, and takes what would try them again out of the queues. */
export async function clearBatch(
	{ tx, queues }: { tx: Transaction; queues: Pick<Queues, 'inspect' | 'drop'> },
	items: BatchItem[],
	{ reason, now }: { reason: string; now: Date },
): Promise<Map<BatchItem, Verdict>> {
	const open = items.filter((item) => item.open);
	await dropJobs(queues, open.flatMap(jobOf));
	const cleared = new Set(
		await close(
			tx,
			open.map(({ failureId }) => failureId),
			reason,
			now,
		),
	);
	return new Map(
		items.map((item) => [
			item,
			{ outcome: cleared.has(item.failureId) ? 'cleared' : 'not_open', reason: null },
		]),
	);
}

/** Hardly any failed work is in a queue: looking is cheaper than taking out each. */
async function dropJobs(queues: Pick<Queues, 'inspect' | 'drop'>, jobs: NewJob[]): Promise<void> {
	const found = await queues.inspect(jobs);
	await queues.drop(jobs.filter(({ id }) => found.has(id) && found.get(id)?.state !== 'active'));
}

/** The job of the failed work; none for what has no queue, such as calls to a provider that is unknown by now. */
function jobOf({ stage, matchId, model }: BatchItem): NewJob[] {
	if (stage === 'live') return [];
	if (!model) return [newJob(stage, { matchId })];
	const provider = knownProvider(model.provider);
	return provider ? [newJob('model-call', { matchId, modelId: model.id, provider })] : [];
}

async function close(tx: Transaction, ids: string[], reason: string, now: Date): Promise<string[]> {
	const closed = await tx.$queryRaw<{ id: string }[]>`
		WITH named AS MATERIALIZED (${lockedFailures(openOnes(ids))})
		UPDATE "JobFailure" f SET "resolvedAt" = ${now}::timestamptz, resolution = 'cleared',
			"clearedBecause" = ${reason}::text, "retryRequestedAt" = NULL
		FROM named WHERE f.id = named.id
		RETURNING f.id`;
	return closed.map(({ id }) => id);
}
