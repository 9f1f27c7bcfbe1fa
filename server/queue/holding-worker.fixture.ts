import { pino } from 'pino';
import { SystemClock } from '../clock.ts';
import { createQueueBackend } from './create-backend.ts';
import { startWorker } from './worker.ts';

/** A process whose worker takes settlements and never ends them. It tells its parent which ones it holds. */
const [databaseUrl = '', redisUrl] = process.argv.slice(2);
process.on('disconnect', () => process.exit());

const fail = (problem: unknown) => {
	throw problem;
};
const backend = await createQueueBackend({ databaseUrl, redisUrl, onError: fail, warn: fail });
const hold = async ({ matchId }: { matchId: string }) => {
	process.send?.(matchId);
	await new Promise(() => undefined);
};
startWorker(
	'settlement',
	{ settlement: hold },
	{
		backend,
		clock: new SystemClock(),
		log: pino({ level: 'silent' }),
		concurrency: 10,
		onFinalFailure: async ({ error }) => fail(error),
	},
);
