import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, expect, it, vi } from 'vitest';
import { testDatabase } from '../tests/database.ts';

const PATIENCE = { timeout: 40_000, interval: 50 };

const database = testDatabase();
const started: ChildProcess[] = [];

afterEach(async () => {
	for (const child of started.splice(0)) await end(child, 'SIGKILL');
});

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
	if (child.exitCode === null && child.signalCode === null) {
		const gone = once(child, 'exit');
		child.kill(signal);
		await gone;
	}
	return child.exitCode;
}

/** A scheduling worker as `npm start` runs it, and what its log says. */
function schedulingWorker() {
	const child = spawn(process.execPath, ['--import', 'tsx', 'workers/scheduling.ts'], {
		env: {
			...process.env,
			DATABASE_URL: database.url,
			REDIS_URL: '',
			FOOTBALL_SOURCE: 'simulated',
			LOG_LEVEL: 'info',
		},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	started.push(child);
	const said: string[] = [];
	createInterface({ input: child.stdout }).on('line', (line) => {
		// Which of all processes leads the watch is another matter.
		const { msg, lead } = JSON.parse(line);
		if (lead !== 'watch') said.push(msg);
	});
	return { child, said };
}

const saying = (worker: { said: string[] }, message: string) =>
	vi.waitFor(() => expect(worker.said).toContain(message), PATIENCE);

/** Start-up passes that were made, by whichever worker. */
const catchUps = () => database.db.reconcilePass.count({ where: { kind: 'startup' } });

async function caughtUp(times: number): Promise<void> {
	await vi.waitFor(async () => expect(await catchUps()).toBe(times), PATIENCE);
}

it('of several scheduling workers one does the rounds, and the next takes over when it is killed', async () => {
	const leader = schedulingWorker();
	await saying(leader, 'leads');
	await caughtUp(1);
	const next = schedulingWorker();
	await saying(next, 'ready');
	expect(next.said).not.toContain('leads');

	await end(leader.child, 'SIGKILL');
	await saying(next, 'leads');
	await caughtUp(2);

	const third = schedulingWorker();
	await saying(third, 'ready');
	expect(await end(next.child, 'SIGTERM')).toBe(0);
	expect(next.said.slice(-2)).toEqual(['leads no more', 'stopped']);
	await saying(third, 'leads');
	await caughtUp(3);
	expect(await end(third.child, 'SIGTERM')).toBe(0);
	const lives = await database.db.workerHeartbeat.findMany({ orderBy: { firstBeatAt: 'asc' } });
	expect(lives.map(({ stoppedAt }) => stoppedAt !== null)).toEqual([false, true, true]);
}, 120_000);
