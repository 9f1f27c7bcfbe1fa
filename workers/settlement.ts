import { standardConcurrency } from '../server/pipeline/queues/queue-work.ts';
import { createSettlementJob } from '../server/pipeline/settlement-job.ts';
import { runWorker } from '../server/worker-process.ts';

await runWorker('settlement', (context, workOn) => {
	const settle = createSettlementJob(context);
	workOn(
		'settlement',
		{ settlement: ({ matchId }) => settle(matchId) },
		{ concurrency: standardConcurrency('settlement') },
	);
	return {};
});
