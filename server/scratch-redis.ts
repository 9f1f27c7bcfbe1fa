import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis, ReplyError } from 'ioredis';
import { choosePort } from './embedded-postgres/port.ts';
import { serves } from './embedded-postgres/postmaster.ts';
import { AppError } from './errors.ts';
import { leftoverScratchFolders, newScratchFolder } from './scratch-folder.ts';

/** A Redis of this process's own, on a free port of 127.0.0.1. */
export interface ScratchRedis {
	readonly url: string;
	/** Ends it with SIGKILL; everything that it held is lost. */
	kill(): Promise<void>;
	/** Ends it in order and starts it again with what it held; after `kill` it comes back empty. */
	restart(): Promise<void>;
	/** Ends it and deletes its folder; content when it has ended already. */
	stop(): Promise<void>;
}

/** Real milliseconds that a start may take. */
const PATIENCE = 10_000;
const LOOK_EVERY = 20;

/** Another program may take the port between the choice and the start. */
const PORTS_TRIED = 5;

/**
 * Starts a Redis for tests and measurements. It writes to disk only when it is ended by `restart`. It
 * outlives this process unless it is stopped; those that killed processes left behind are cleared away
 * first.
 * @throws AppError ('unavailable') when no redis-server is installed, or when it does not start
 */
export async function startScratchRedis(): Promise<ScratchRedis> {
	const program = findRedisServer();
	if (program === undefined) {
		throw new AppError(
			'unavailable',
			'No redis-server is installed: install it (on Debian: apt-get install redis-server).',
		);
	}
	await removeLeftoverRedis();
	const folder = await newScratchFolder('redis');
	let { server, port } = await launchOnFreePort(program, folder);

	async function end(): Promise<void> {
		server.kill('SIGKILL');
		await ended(server);
	}

	return {
		url: urlOf(port),
		kill: end,
		async restart() {
			if (isRunning(server)) await save(port);
			await ended(server);
			server = await launch(program, folder, port);
			// It has been read: a later kill must not bring it back.
			await rm(path.join(folder, SAVED), { force: true });
		},
		async stop() {
			await end();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** Where redis-server is installed; undefined when it is not. */
export function findRedisServer(): string | undefined {
	const { stdout } = spawnSync('sh', ['-c', 'command -v redis-server'], { encoding: 'utf8' });
	return stdout?.trim() || undefined;
}

/** Ends and deletes the scratch servers of processes that are gone. */
export async function removeLeftoverRedis(): Promise<void> {
	for (const folder of await leftoverScratchFolders('redis')) {
		const pid = Number(await readFile(path.join(folder, PID_FILE), 'utf8').catch(() => '0'));
		if (await serves(pid, folder)) process.kill(pid, 'SIGKILL');
		await rm(folder, { recursive: true, force: true });
	}
}

const SAVED = 'dump.rdb';
const PID_FILE = 'redis.pid';

async function launchOnFreePort(program: string, folder: string) {
	for (let attempt = 1; ; attempt++) {
		const port = await choosePort(path.join(folder, 'port'));
		try {
			return { server: await launch(program, folder, port), port };
		} catch (error) {
			if (attempt === PORTS_TRIED) throw error;
		}
	}
}

async function launch(program: string, folder: string, port: number): Promise<ChildProcess> {
	const settings = {
		port,
		bind: '127.0.0.1',
		dir: folder,
		dbfilename: SAVED,
		save: '',
		appendonly: 'no',
		pidfile: path.join(folder, PID_FILE),
		logfile: path.join(folder, 'redis.log'),
		'maxmemory-policy': 'noeviction',
	};
	const options = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
	// Ctrl-C in the terminal is for us; we end it.
	const server = spawn(program, options, { stdio: 'ignore', detached: true });
	server.unref();
	// One that cannot be started is not running, which is looked at below.
	server.on('error', () => undefined);
	const patience = AbortSignal.timeout(PATIENCE);
	while (!(await answers(port, folder))) {
		if (isRunning(server) && !patience.aborted) {
			await sleep(LOOK_EVERY);
			continue;
		}
		server.kill('SIGKILL');
		const log = await readFile(settings.logfile, 'utf8').catch(() => 'it wrote no log');
		const reason = log.trim().split('\n').at(-1);
		throw new AppError('unavailable', `${program} did not start on port ${port} (${reason}).`);
	}
	return server;
}

/** Whether the server of this folder takes commands: another one may have the port. */
async function answers(port: number, folder: string): Promise<boolean> {
	return withClient(port, async (client) => {
		const [, directory] = await client.config('GET', 'dir');
		return directory === folder;
	}).catch(() => false);
}

/** Writes everything to disk and ends the server. */
async function save(port: number): Promise<void> {
	try {
		await withClient(port, (client) => client.shutdown('SAVE'));
	} catch (error) {
		// Without an answer it has ended; with one it says why it did not.
		if (error instanceof ReplyError) throw error;
	}
}

async function withClient<Result>(port: number, work: (client: Redis) => Promise<Result>): Promise<Result> {
	const client = new Redis(urlOf(port), { lazyConnect: true, retryStrategy: () => null });
	// What goes wrong is told by the command.
	client.on('error', () => undefined);
	try {
		await client.connect();
		return await work(client);
	} finally {
		client.disconnect();
	}
}

function urlOf(port: number): string {
	return `redis://127.0.0.1:${port}`;
}

function isRunning({ exitCode, signalCode, pid }: ChildProcess): boolean {
	return pid !== undefined && exitCode === null && signalCode === null;
}

async function ended(server: ChildProcess): Promise<void> {
	if (!isRunning(server)) return;
	// It may be all that is left to wait for.
	server.ref();
	await once(server, 'exit');
}
