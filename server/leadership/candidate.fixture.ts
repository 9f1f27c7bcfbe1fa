import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { createDatabase } from '../db.ts';
import { lead } from '../leadership.ts';

/**
 * A process that competes for the lead named in its arguments, and while it leads stores a tick again and
 * again. It tells its parent when it starts and stops leading, and ends on SIGTERM or with its parent.
 */
const [databaseUrl = '', name = ''] = process.argv.slice(2);
const end = new AbortController();
process.on('SIGTERM', () => end.abort());
process.on('disconnect', () => end.abort());

const TICK_EVERY = 20;
const db = createDatabase(databaseUrl, { max: 1 });
await lead({ databaseUrl, name, signal: end.signal, log: pino({ level: 'silent' }) }, async (signal) => {
	process.send?.('leads');
	while (!signal.aborted) {
		await db.$executeRaw`INSERT INTO tick (pid, at) VALUES (${process.pid}, clock_timestamp())`;
		await sleep(TICK_EVERY);
	}
	process.send?.('stood down');
});
await db.$disconnect();
if (process.connected) process.disconnect();
