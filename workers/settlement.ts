import { settleOrExplain } from '../server/pipeline/settlement-job.ts';
import { runWorker } from '../server/worker-process.ts';

await runWorker('settlement', (context, workOn) => {
	workOn(
		'settlement',
		{ settlement: ({ matchId }) => settleOrExplain(context, matchId) },
		{ concurrency: 4 },
	);
	return {};
});
