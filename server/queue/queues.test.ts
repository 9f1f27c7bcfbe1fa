import { runMigrations } from 'bullmq';
import { describe, expect, it } from 'vitest';
import { START, testPipeline } from '../../tests/pipeline.ts';
import { HOUR, after as later } from '../clock.ts';
import { withConnection } from '../databases.ts';
import { newJob } from './catalogue.ts';

const pipeline = testPipeline();

describe('the queues', () => {
	it('hold each job once, however often it is added', async () => {
		const { queues } = pipeline();
		const job = newJob('analysis', { matchId: 'once' }, later(START, HOUR));
		await queues.add([job, job]);
		await queues.add([job]);
		expect(await queues.counts('analysis')).toMatchObject({ delayed: 1, waiting: 0, active: 0 });
	});

	it('move and drop what they hold, and mind nothing that they do not', async () => {
		const { queues } = pipeline();
		const job = newJob('lineups', { matchId: 'moved' }, later(START, HOUR));
		const unknown = newJob('lineups', { matchId: 'unknown' }, later(START, HOUR));
		await queues.add([job]);
		await queues.move([{ ...job, dueAt: later(START, 5 * HOUR) }, unknown]);
		const moved = (await queues.inspect([job, unknown])).get(job.id);
		expect(Math.round(((moved?.dueAt?.getTime() ?? 0) - START.getTime()) / HOUR)).toBe(5);
		await queues.drop([job, unknown]);
		expect(await queues.inspect([job])).toEqual(new Map());
	});

	it('open a queue anew that could not be opened the first time', async () => {
		const { queues, db, url } = pipeline();
		const job = newJob('settlement', { matchId: 'early' });
		await db.$executeRaw`ALTER SCHEMA bullmq RENAME TO away`;
		await expect(queues.add([job])).rejects.toThrow();
		await db.$executeRaw`DROP SCHEMA away CASCADE`;
		await withConnection(url, (client) => runMigrations(client, 'bullmq'));
		await queues.add([job]);
		expect((await queues.inspect([job])).size).toBe(1);
	});
});
