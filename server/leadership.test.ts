import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { pino } from 'pino';
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { testDatabase } from '../tests/database.ts';
import { withConnection } from './databases.ts';
import { lead } from './leadership.ts';

const CANDIDATE = new URL('./leadership/candidate.fixture.ts', import.meta.url);

/** Longer than anything here takes on a busy machine; a frozen leader alone keeps the lead for 10 s. */
const PATIENCE = { timeout: 40_000, interval: 20 };

const database = testDatabase();
const candidates: ChildProcess[] = [];
let name = '';

beforeAll(async () => {
	await database.db.$executeRaw`CREATE TABLE tick (pid int, at timestamptz)`;
});

beforeEach(async () => {
	name = `work ${Math.random()}`;
	await database.db.$executeRaw`TRUNCATE tick`;
});

afterEach(async () => {
	for (const { child, gone } of candidates.splice(0).map((child) => ({ child, gone: once(child, 'exit') }))) {
		if (child.exitCode !== null || child.signalCode !== null) continue;
		child.kill('SIGKILL');
		await gone;
	}
});

/** A process of its own that competes, and what it has told. */
function candidate() {
	const child = fork(CANDIDATE, [database.url, name], { execArgv: ['--import', 'tsx'] });
	candidates.push(child);
	const told: unknown[] = [];
	child.on('message', (message) => told.push(message));
	return { child, pid: child.pid, told };
}

type Candidate = ReturnType<typeof candidate>;

async function leading(one: Candidate): Promise<void> {
	await vi.waitFor(() => expect(one.told.at(-1)).toBe('leads'), PATIENCE);
}

/** A leader, and one that waits for it to go. */
async function leaderAndNext(): Promise<[Candidate, Candidate]> {
	const leader = candidate();
	await leading(leader);
	const next = candidate();
	await vi.waitFor(async () => expect(await sessions()).toHaveLength(2), PATIENCE);
	return [leader, next];
}

/** Backends that compete for the lead. */
function sessions(): Promise<{ pid: number; leads: boolean }[]> {
	return database.db.$queryRaw`
		SELECT pid, EXISTS (SELECT FROM pg_locks l WHERE l.pid = a.pid AND locktype = 'advisory') AS leads
		FROM pg_stat_activity a WHERE datname = current_database() AND application_name = ${`touchline lock: ${name}`}`;
}

/** Who led, in turns: a process that led in between another's ticks stands there more than once. */
async function turns(): Promise<number[]> {
	const ticks = await database.db.$queryRaw<{ pid: number }[]>`SELECT pid FROM tick ORDER BY at`;
	return ticks.map(({ pid }) => pid).filter((pid, index, all) => pid !== all[index - 1]);
}

async function workedOn(one: Candidate): Promise<void> {
	await vi.waitFor(async () => expect(await turns()).toContain(one.pid), PATIENCE);
}

async function ended({ child }: Candidate): Promise<number | null> {
	if (child.exitCode === null) await once(child, 'exit');
	return child.exitCode;
}

describe('lead', () => {
	it('goes to another process when the leader is killed, and never to two at once', async () => {
		const [leader, next] = await leaderAndNext();
		await workedOn(leader);
		expect(next.told).toEqual([]);
		leader.child.kill('SIGKILL');
		await leading(next);
		await workedOn(next);
		expect(await turns()).toEqual([leader.pid, next.pid]);
	}, 60_000);

	it('is handed over in good order: the work ends first, and nothing stays connected', async () => {
		const [leader, next] = await leaderAndNext();
		await workedOn(leader);
		leader.child.kill('SIGTERM');
		await leading(next);
		expect(await ended(leader)).toBe(0);
		expect(leader.told).toEqual(['leads', 'stood down']);
		await workedOn(next);
		expect(await turns()).toEqual([leader.pid, next.pid]);

		next.child.kill('SIGTERM');
		expect(await ended(next)).toBe(0);
		await vi.waitFor(async () => expect(await sessions()).toEqual([]), PATIENCE);
	}, 60_000);

	it('is taken from a frozen leader, who stands down as soon as it wakes up', async () => {
		const [leader, next] = await leaderAndNext();
		await workedOn(leader);
		leader.child.kill('SIGSTOP');
		await leading(next);
		await workedOn(next);
		const ticksOf = async () =>
			(await database.db.$queryRaw<unknown[]>`SELECT FROM tick WHERE pid = ${leader.pid}`).length;
		const before = await ticksOf();

		leader.child.kill('SIGCONT');
		await vi.waitFor(() => expect(leader.told).toEqual(['leads', 'stood down']), PATIENCE);
		// The tick that it was at, and one more when it was frozen between two.
		expect(await ticksOf()).toBeLessThanOrEqual(before + 2);
		await vi.waitFor(async () => expect(await sessions()).toHaveLength(2), PATIENCE);
		expect(next.told).toEqual(['leads']);

		next.child.kill('SIGTERM');
		await vi.waitFor(() => expect(leader.told).toEqual(['leads', 'stood down', 'leads']), PATIENCE);
	}, 90_000);

	it('is competed for again by a leader that lost its connection', async () => {
		const leader = candidate();
		await leading(leader);
		const [session] = await sessions();
		await database.db.$executeRaw`SELECT pg_terminate_backend(${session?.pid}::int)`;
		await vi.waitFor(() => expect(leader.told).toEqual(['leads', 'stood down', 'leads']), PATIENCE);
		expect(await sessions()).toMatchObject([{ leads: true }]);
	}, 60_000);

	it('belongs to nobody while the database refuses everybody, and comes back with it', async () => {
		const leader = candidate();
		await leading(leader);
		await workedOn(leader);
		const [session] = await sessions();
		const here = new URL(database.url).pathname.slice(1);
		await withConnection(inject('adminUrl'), async (admin) => {
			await admin.query(`ALTER DATABASE ${here} ALLOW_CONNECTIONS false`);
			try {
				await admin.query('SELECT pg_terminate_backend($1)', [session?.pid]);
				await vi.waitFor(() => expect(leader.told).toEqual(['leads', 'stood down']), PATIENCE);
			} finally {
				await admin.query(`ALTER DATABASE ${here} ALLOW_CONNECTIONS true`);
			}
		});
		await vi.waitFor(() => expect(leader.told).toEqual(['leads', 'stood down', 'leads']), PATIENCE);
	}, 60_000);

	it('goes on after work that fails, and ends at once while another leads', async () => {
		const end = new AbortController();
		const log = pino({ level: 'silent' });
		const leads = (work: (signal: AbortSignal) => Promise<void>) =>
			lead({ databaseUrl: database.url, name, signal: end.signal, log }, work);
		let runs = 0;
		const failing = leads(async (signal) => {
			runs += 1;
			if (runs === 1) throw new Error('the first try');
			await once(signal, 'abort');
		});
		await vi.waitFor(() => expect(runs).toBe(2), PATIENCE);
		let others = 0;
		const waiting = leads(async () => {
			others += 1;
		});
		await vi.waitFor(async () => expect(await sessions()).toHaveLength(2), PATIENCE);
		end.abort();
		await Promise.all([failing, waiting]);
		expect({ runs, others }).toEqual({ runs: 2, others: 0 });
		await vi.waitFor(async () => expect(await sessions()).toEqual([]), PATIENCE);
	}, 60_000);

	it('of one name says nothing about another', async () => {
		const leader = candidate();
		await leading(leader);
		name = `${name} of others`;
		await leading(candidate());
	}, 60_000);
});
