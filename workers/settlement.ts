import { createSettlementJob } from '../server/pipeline/settlement-job.ts';
import { runWorker } from '../server/worker-process.ts';

/** Settlements that start together share a transaction: enough of them make it worth while. */
const TOGETHER = 150;

await runWorker('settlement', (context, workOn) => {
	const settle = createSettlementJob(context);
	workOn('settlement', { settlement: ({ matchId }) => settle(matchId) }, { concurrency: TOGETHER });
	return {};
});
