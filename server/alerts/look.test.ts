import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { storeFailure } from '../../tests/failures.ts';
import { ManualClock } from '../../tests/manual-clock.ts';
import { beatHearts, START, storeMatch, testPipeline } from '../../tests/pipeline.ts';
import { HOUR, after as later, MINUTE, SECOND } from '../clock.ts';
import { runPass } from '../pipeline/passes.ts';
import type { AlertChange } from './alert.ts';
import { raiseAlert } from './alerts.ts';
import { openAlerts } from './list-alerts.ts';
import { createLook, type LookDeps } from './look.ts';
import type { Rule } from './rules/rule.ts';
import { RULES } from './rules.ts';

const pipeline = testPipeline();
const realClock = new ManualClock(START);

beforeEach(async () => {
	const { db, backend, clock } = pipeline();
	await db.alert.deleteMany();
	await db.match.deleteMany();
	await db.modelCalls.deleteMany();
	await backend.clear();
	clock.set(START);
	realClock.set(START);
	await beatHearts(pipeline());
});

const deps = (overrides: Partial<LookDeps> = {}): LookDeps => ({ ...pipeline(), realClock, ...overrides });
const words = (changes: AlertChange[]) =>
	changes.map(({ kind, change, level }) => `${kind} ${change} ${level}`);

/** Lets so much time pass, on both clocks unless another real time is given. */
function pass(ms: number, realMs = ms): void {
	pipeline().clock.advance(ms);
	realClock.advance(realMs);
}

/** The log lines of warnings and errors. */
function lines(): { log: LookDeps['log']; said: Record<string, unknown>[] } {
	const said: Record<string, unknown>[] = [];
	const log = pino({ level: 'warn' }, { write: (line: string) => void said.push(JSON.parse(line)) });
	return { log, said };
}

describe('a gap', () => {
	it('is told once it has lasted for longer than a sweep, again when it gets worse, and when it is gone', async () => {
		const { db } = pipeline();
		const { log, said } = lines();
		const kickoffAt = later(START, HOUR);
		const id = await storeMatch(pipeline(), { kickoffAt, home: 'Ajax', away: 'Genk' });
		const look = createLook(deps({ log }));
		expect(await look()).toEqual([]);
		pass(89 * SECOND);
		expect(await look()).toEqual([]);
		pass(SECOND);
		expect(words(await look())).toEqual(['match_gap opened 1']);
		expect(await look()).toEqual([]);
		pass(30 * MINUTE);
		expect(words(await look())).toEqual(['match_gap worsened 2']);
		await runPass(pipeline(), 'sweep');
		pass(MINUTE);
		expect(await look()).toEqual([]);
		pass(2 * MINUTE);
		expect(words(await look())).toEqual(['match_gap closed 2']);
		expect(await openAlerts(db)).toEqual([]);
		const fields = { match: id, stage: 'analysis', cause: 'not_queued', kickoffAt: kickoffAt.toISOString() };
		expect(said).toMatchObject([
			{ level: 50, ...fields, alert: expect.any(String), change: 'opened' },
			{ level: 50, ...fields, change: 'worsened' },
		]);
	});

	it('that is found shortly before kick-off is told before it', async () => {
		const kickoffAt = later(START, HOUR);
		await storeMatch(pipeline(), { kickoffAt });
		pass(HOUR - 20 * SECOND);
		await beatHearts(pipeline());
		const look = createLook(deps());
		expect(await look()).toEqual([]);
		pass(9 * SECOND);
		expect(await look()).toEqual([]);
		pass(SECOND);
		expect(words(await look())).toEqual(['match_gap opened 2']);
	});

	it('that a sweep mends in time is none, in a replay as well', async () => {
		await storeMatch(pipeline(), { kickoffAt: later(START, HOUR) });
		const look = createLook(deps());
		await look();
		// At 300 times the speed, five minutes pass in a second.
		pass(5 * MINUTE, SECOND);
		expect(await look()).toEqual([]);
		await runPass(pipeline(), 'sweep');
		pass(15 * MINUTE, 3 * SECOND);
		expect(await look()).toEqual([]);
		expect(await pipeline().db.alert.count()).toBe(0);
	});

	it('that comes and goes begins anew each time', async () => {
		const { backend } = pipeline();
		await storeMatch(pipeline(), { kickoffAt: later(START, HOUR) });
		const look = createLook(deps());
		for (let time = 0; time < 4; time++) {
			await backend.clear();
			expect(await look()).toEqual([]);
			pass(MINUTE);
			expect(await look()).toEqual([]);
			await runPass(pipeline(), 'sweep');
			expect(await look()).toEqual([]);
		}
	});

	it('is found once, whoever looks at once', async () => {
		await storeMatch(pipeline(), { kickoffAt: later(START, HOUR) });
		const looks = [createLook(deps()), createLook(deps()), createLook(deps())];
		const all = async () => words((await Promise.all(looks.map((look) => look()))).flat());
		expect(await all()).toEqual([]);
		pass(2 * MINUTE);
		expect(await all()).toEqual(['match_gap opened 1']);
		pass(30 * MINUTE);
		expect(await all()).toEqual(['match_gap worsened 2']);
		await pipeline().db.match.updateMany({ data: { status: 'cancelled' } });
		expect(await all()).toEqual(['match_gap closed 2']);
	});

	it('that another process opened is kept by one that takes over, and not closed', async () => {
		await storeMatch(pipeline(), { kickoffAt: later(START, HOUR) });
		const first = createLook(deps());
		await first();
		pass(2 * MINUTE);
		await first();
		const second = createLook(deps());
		pass(5 * MINUTE);
		expect(await second()).toEqual([]);
		const now = pipeline().clock.now();
		expect(await openAlerts(pipeline().db)).toMatchObject([{ kind: 'match_gap', lastSeenAt: now }]);
	});
});

describe('a look', () => {
	it('waits for workers as long as for one that is silent', async () => {
		await pipeline().db.workerHeartbeat.deleteMany({ where: { kind: 'settlement' } });
		const look = createLook(deps());
		expect(await look()).toEqual([]);
		pass(15 * SECOND);
		expect(words(await look())).toEqual(['workers_down opened 1']);
		await beatHearts(pipeline());
		pass(MINUTE);
		expect(words(await look())).toEqual(['workers_down closed 1']);
	});

	it('tells that the queues do not answer, and leaves what it cannot know as it is', async () => {
		const { queues, db } = pipeline();
		await storeMatch(pipeline(), { kickoffAt: later(START, HOUR) });
		let away = false;
		const countsOf: typeof queues.countsOf = (names) =>
			away ? Promise.reject(new Error('no connection')) : queues.countsOf(names);
		const look = createLook(deps({ queues: { ...queues, countsOf } }));
		await look();
		pass(2 * MINUTE);
		expect(words(await look())).toEqual(['match_gap opened 1']);
		away = true;
		expect(await look()).toEqual([]);
		pass(5 * MINUTE);
		expect(words(await look())).toEqual(['queue_unreachable opened 1']);
		expect(await openAlerts(db)).toHaveLength(2);
		away = false;
		pass(MINUTE);
		expect(words(await look())).toEqual(['queue_unreachable closed 1']);
	});

	it('tells of a provider that answers nothing, until it answers', async () => {
		const { db } = pipeline();
		const store = (outcome: 'refused' | 'answered', calls: number) =>
			db.modelCalls.create({
				data: { at: pipeline().clock.now(), modelId: 'llama-4-scout', outcome, calls },
			});
		await store('refused', 12);
		const look = createLook(deps());
		expect(words(await look())).toEqual(['provider_refusing opened 1']);
		pass(20 * MINUTE);
		await beatHearts(pipeline());
		expect(await look()).toEqual([]);
		await store('answered', 12);
		expect(words(await look())).toEqual(['provider_refusing closed 1']);
	});

	it('goes on with the other rules when one fails, and logs that once', async () => {
		const { log, said } = lines();
		const broken: Rule = {
			kind: 'match_gap',
			find: () => {
				throw new Error('a fault');
			},
			closesAfter: 0,
		};
		await pipeline().db.workerHeartbeat.deleteMany({ where: { kind: 'settlement' } });
		const look = createLook(deps({ log, rules: [broken, ...RULES] }));
		await look();
		pass(15 * SECOND);
		expect(words(await look())).toEqual(['workers_down opened 1']);
		await look();
		expect(said).toMatchObject([
			{ level: 50, kind: 'match_gap', err: { message: 'a fault' } },
			{ kind: 'workers_down', change: 'opened' },
		]);
	});

	it('tells of failures whose text cannot be stored as it is, cut where no character is', async () => {
		const message = `${'x'.repeat(199)}😀 and more`;
		for (let failure = 0; failure < 10; failure++) {
			await storeFailure(pipeline(), { matchId: await storeMatch(pipeline()), message });
		}
		const look = createLook(deps());
		expect(words(await look())).toEqual(['failures_of_one_cause opened 1']);
		expect(await openAlerts(pipeline().db)).toMatchObject([
			{ message: expect.stringContaining(`${'x'.repeat(199)}😀… See npm run`) },
		]);
	});

	it('leaves alone what is not its own to close', async () => {
		const alert = { kind: 'source_unavailable', subject: 'en.1', message: 'It is down.' } as const;
		await raiseAlert(pipeline().db, alert, START);
		const look = createLook(deps());
		pass(10 * HOUR);
		await beatHearts(pipeline());
		expect(await look()).toEqual([]);
		expect(await openAlerts(pipeline().db)).toMatchObject([{ kind: 'source_unavailable' }]);
	});
});
