import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../tests/manual-clock.ts';
import { START, storeMatch, testPipeline } from '../../tests/pipeline.ts';
import { HOUR, after as later, MINUTE, SECOND } from '../clock.ts';
import { withConnection } from '../databases.ts';
import { createDatabase } from '../db.ts';
import { createHealthCheck, type HealthCheck } from './health.ts';
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

describe('while it cannot be computed', () => {
	const unreachable = createDatabase('postgresql://nobody@127.0.0.1:1/nothing');
	let isAway: boolean;
	let realClock: ManualClock;
	let health: HealthCheck;

	beforeEach(async () => {
		const { db, clock } = pipeline();
		for (const kind of WORKER_KINDS) await createHeartbeat(db, clock, kind).beat();
		isAway = false;
		realClock = new ManualClock(START);
		const deps = {
			...pipeline(),
			get db() {
				return isAway ? unreachable : db;
			},
		};
		health = createHealthCheck(deps, realClock);
	});
	afterAll(() => unreachable.$disconnect());

	it('tells the last that could be, "degraded" at best, and is down after 5 minutes', async () => {
		const known = await health();
		expect(known).toMatchObject({ status: 'ok', stale: false, computedAt: START });
		isAway = true;
		realClock.advance(60 * SECOND);
		expect(await health()).toEqual({ ...known, status: 'degraded', stale: true, database: 'unreachable' });
		realClock.set(later(START, 5 * MINUTE - 1));
		expect((await health()).status).toBe('degraded');
		realClock.advance(5 * SECOND);
		expect(await health()).toEqual({ ...known, status: 'down', stale: true, database: 'unreachable' });

		isAway = false;
		realClock.advance(5 * SECOND);
		expect(await health()).toMatchObject({ status: 'ok', stale: false, computedAt: realClock.now() });
	});

	it('is looked at again within 5 s when it is doubted', async () => {
		await health();
		isAway = true;
		realClock.advance(4 * SECOND);
		health.doubt();
		expect((await health()).stale).toBe(false);
		realClock.advance(SECOND);
		expect((await health()).stale).toBe(true);
	});

	it('was never computed, and is down', async () => {
		isAway = true;
		expect(await health()).toMatchObject({ status: 'down', stale: true, computedAt: null, workers: null });
	});
});
