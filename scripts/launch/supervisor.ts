import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Keeps the processes of one pipeline running, and ends them all together. */
export interface Supervisor {
	/** Starts a TypeScript entry point and starts it again whenever it dies. */
	run(name: string, script: string, args?: string[]): void;
	/** Kills a process, as a machine that fails would, and leaves it dead until it is run again. */
	kill(name: string): Promise<void>;
	/** The process's id; undefined while it is not running. */
	pidOf(name: string): number | undefined;
	/** Ends every process in good order; those that do not end in time are killed. */
	stop(): Promise<void>;
}

export interface SupervisorOptions {
	/** Environment variables of the processes, over this process's own. */
	env: Record<string, string>;
	/** Folder of their logs, one file each, written anew. */
	logDir: string;
	/** Gets a line whenever a process died. */
	report(line: string): void;
}

/** Real milliseconds before a process is started again: at once, then longer while it keeps dying young. */
const RESTART_AFTER = [200, 1_000, 3_000, 10_000];

/** A process that lived this long has recovered. */
const RECOVERED_AFTER = 5_000;

/** Real milliseconds that processes have for an orderly end. */
const PATIENCE = 20_000;

export function createSupervisor({ env, logDir, report }: SupervisorOptions): Supervisor {
	const running = new Map<string, ChildProcess>();
	const killed = new Set<string>();
	let stopping = false;

	function start(name: string, script: string, args: string[], deaths: number): void {
		const log = createWriteStream(path.join(logDir, `${name}.log`), { flags: deaths === 0 ? 'w' : 'a' });
		const startedAt = performance.now();
		const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
			env: { ...process.env, ...env },
			// The channel tells the process when its supervisor has gone, however it went.
			stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
		});
		child.stdout?.pipe(log, { end: false });
		child.stderr?.pipe(log, { end: false });
		child.stderr?.on('data', (text: Buffer) => report(text.toString().trimEnd()));
		running.set(name, child);

		child.once('exit', (code, signal) => {
			running.delete(name);
			log.end();
			if (stopping || killed.has(name)) return;
			const early = performance.now() - startedAt < RECOVERED_AFTER ? deaths + 1 : 1;
			const wait = RESTART_AFTER[Math.min(early, RESTART_AFTER.length) - 1] ?? 0;
			report(`The ${name} process ended (${signal ?? `code ${code}`}); starting it again.`);
			setTimeout(() => {
				if (!stopping) start(name, script, args, early);
			}, wait);
		});
	}

	return {
		run(name, script, args = []) {
			mkdirSync(logDir, { recursive: true });
			const deaths = killed.delete(name) ? 1 : 0;
			start(name, script, args, deaths);
		},
		async kill(name) {
			const child = running.get(name);
			if (!child) return;
			killed.add(name);
			const ended = once(child, 'exit');
			child.kill('SIGKILL');
			await ended;
		},
		pidOf: (name) => running.get(name)?.pid,
		async stop() {
			stopping = true;
			const children = [...running.values()];
			const ended = Promise.all(
				children.map((child) => new Promise((resolve) => child.once('exit', resolve))),
			);
			for (const child of children) child.kill('SIGTERM');
			const late = await Promise.race([ended.then(() => false), sleep(PATIENCE, true, { ref: false })]);
			if (late) for (const child of running.values()) child.kill('SIGKILL');
		},
	};
}
