import { readFile, rename } from 'node:fs/promises';
import { AppError } from '../errors.ts';
import type { Installation } from './cluster.ts';
import { readPostmaster, serves } from './postmaster.ts';
import { run } from './run.ts';

/** Starting includes the recovery after a kill; a big backlog takes a while. */
const START_SECONDS = 120;
const STOP_SECONDS = 30;

const SETTINGS = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	max_connections: '400',
	shared_buffers: '128MB',
	wal_level: 'minimal',
	max_wal_senders: '0',
	log_checkpoints: 'off',
	timezone: 'UTC',
	log_timezone: 'UTC',
};

/** For data that may be lost with the machine: nothing waits for the disk. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

export type Launch = { started: true } | { started: false; reason: string };

/** Starts the server and waits until it accepts connections. */
export async function launch(
	{ home, binaries, account }: Installation,
	{ port, fast }: { port: number; fast: boolean },
): Promise<Launch> {
	await rename(home.log, `${home.log}.previous`).catch(() => undefined);
	const settings = { port, ...SETTINGS, ...(fast ? FAST : {}) };
	const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
	const { code, stderr } = await run(
		binaries.pgCtl,
		[
			...['start', '--silent', '--wait', '--timeout', String(START_SECONDS)],
			...['--pgdata', home.cluster, '--log', home.log, '--options', options.join(' ')],
		],
		{ account, detached: true },
	);
	if (code === 0) return { started: true };
	return {
		started: false,
		reason: (await lastComplaint(home.log)) ?? stderr.trim().split('\n').at(-1) ?? '',
	};
}

/** Stops the server, ending its connections; content when it is not running. */
export async function shutDown({ home, binaries, account }: Installation): Promise<void> {
	for (const mode of ['fast', 'immediate']) {
		const postmaster = await readPostmaster(home.cluster);
		if (postmaster === undefined || !(await serves(postmaster.pid, home.cluster))) return;
		const { code } = await run(
			binaries.pgCtl,
			[
				...['stop', '--silent', '--wait', '--timeout', String(STOP_SECONDS)],
				...['--pgdata', home.cluster, '--mode', mode],
			],
			{ account, detached: true },
		);
		if (code === 0) return;
	}
	throw new AppError(
		'unavailable',
		`The embedded Postgres in ${home.directory} does not stop: see ${home.log}.`,
	);
}

async function lastComplaint(logFile: string): Promise<string | undefined> {
	const lines = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n');
	const complaint = lines.findLast((line) => /\b(FATAL|PANIC|ERROR):/.test(line)) ?? lines.at(-1);
	return complaint?.replace(/^.*?\b(FATAL|PANIC|ERROR|LOG): +/, '') || undefined;
}
