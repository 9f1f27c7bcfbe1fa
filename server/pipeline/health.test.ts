import { expect, it } from 'vitest';
import { ManualClock } from '../../tests/manual-clock.ts';
import { START, storeMatch, testPipeline } from '../../tests/pipeline.ts';
import { HOUR, after as later, SECOND } from '../clock.ts';
import { withConnection } from '../databases.ts';
import { createDatabase } from '../db.ts';
import { createHealthCheck } from './health.ts';
import { createHeartbeat } from './heartbeat.ts';
import { runPass } from './passes.ts';
import { WORKER_KINDS } from './workers-alive.ts';

const pipeline = testPipeline();

it('is down without workers, ok with them, degraded with a gap, and keeps its answers', async () => {
	const { db, clock } = pipeline();
	const realClock = new ManualClock(START);
	const health = createHealthCheck(pipeline(), realClock);
	expect(await health()).toMatchObject({
		status: 'down',
		database: 'ok',
		queue: 'ok',
		workers: { scheduling: 0, prediction: 0, settlement: 0 },
		matchCoverage: { percentage: null, totalMatches: 0, gaps: 0, windowHours: 48 },
	});

	for (const kind of WORKER_KINDS) await createHeartbeat(db, clock, kind).beat();
	expect((await health()).status).toBe('down');
	realClock.advance(5 * SECOND);
	expect(await health()).toMatchObject({
		status: 'ok',
		workers: { scheduling: 1, prediction: 1, settlement: 1 },
	});

	await storeMatch(pipeline(), { kickoffAt: later(START, 5 * HOUR) });
	realClock.advance(59 * SECOND);
	expect((await health()).status).toBe('ok');
	realClock.advance(SECOND);
	const [one, other] = await Promise.all([health(), health()]);
	expect(one).toMatchObject({
		status: 'degraded',
		matchCoverage: { percentage: 0, totalMatches: 1, coveredMatches: 0, gaps: 1 },
	});
	expect(other).toBe(one);

	await runPass(pipeline(), 'sweep');
	realClock.advance(60 * SECOND);
	expect(await health()).toMatchObject({ status: 'ok', matchCoverage: { percentage: 100, gaps: 0 } });
});

it('is down, and says so, when the database cannot be reached', async () => {
	const db = createDatabase('postgresql://nobody@127.0.0.1:1/nothing');
	const health = createHealthCheck({ ...pipeline(), db }, new ManualClock(START));
	expect(await health()).toMatchObject({
		status: 'down',
		database: 'unreachable',
		workers: null,
		matchCoverage: null,
	});
	await db.$disconnect();
});

it('is down while the database accepts connections and does not answer', async () => {
	const { url } = pipeline();
	await withConnection(url, async (client) => {
		await client.query('BEGIN');
		await client.query('LOCK TABLE "WorkerHeartbeat" IN ACCESS EXCLUSIVE MODE');
		const health = await createHealthCheck(pipeline(), new ManualClock(START))();
		expect(health).toMatchObject({ status: 'down', database: 'unreachable', queue: 'ok' });
		await client.query('COMMIT');
	});
});
