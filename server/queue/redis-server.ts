import { once } from 'node:events';
import { Redis, type RedisOptions } from 'ioredis';
import { AppError } from '../errors.ts';

/** Real milliseconds without a sign of life after which a connection counts as broken. */
const SILENCE = 5_000;

const PATIENT: RedisOptions = { maxRetriesPerRequest: null };
/** Somebody waits for the answer: while Redis is away, a command fails at once. */
const HASTY: RedisOptions = { maxRetriesPerRequest: 0, socketTimeout: SILENCE, enableOfflineQueue: false };

const COMMON: RedisOptions = { lazyConnect: true, connectTimeout: SILENCE, keepAlive: 10_000 };

/** 6.2 is the oldest version that BullMQ recommends. */
const OLDEST = [6, 2];
/** From here on, a worker can wait for a single millisecond. */
const WAITS_FOR_1_MS = [7, 0, 8];

/** A Redis that has been looked at. */
export interface RedisServer {
	/** For those who enqueue and look. */
	readonly client: Redis;
	/** A connection for the commands of a worker, who waits until Redis is back. It connects when it is used. */
	patient(): Redis;
	/** A connection on which a worker waits for jobs: silence is its normal state. */
	waiting(name: string): Redis;
	readonly waitsFor1Ms: boolean;
	/** A sentence about a setting that endangers the queues. */
	readonly danger: string | undefined;
	/** Its address without the password. */
	readonly address: string;
}

/**
 * Connects to Redis and looks whether the queues can live there.
 * @param name of the connections, for `CLIENT LIST`
 * @throws AppError ('unavailable') that names the address, the reason and the remedy
 */
export async function openRedis(url: string, name: string): Promise<RedisServer> {
	const address = withoutPassword(url);
	const client = new Redis(url, { ...COMMON, ...HASTY, connectionName: name });
	try {
		const info = readInfo(await greet(client));
		const version = (info.get('redis_version') ?? '').split('.').map(Number);
		const unfit = whyUnfit(info, version);
		if (unfit) throw new AppError('unavailable', `Redis at ${address} ${unfit}.`);
		return {
			client,
			patient: () => new Redis(url, { ...COMMON, ...PATIENT, connectionName: name, socketTimeout: SILENCE }),
			waiting: (waiterName) => new Redis(url, { ...COMMON, ...PATIENT, connectionName: waiterName }),
			waitsFor1Ms: isAtLeast(version, WAITS_FOR_1_MS),
			danger: dangerOf(info, address),
			address,
		};
	} catch (error) {
		await endConnection(client);
		throw error instanceof AppError ? error : unreachable(address, error);
	}
}

/**
 * Looks whether the queues can live there, and leaves nothing open.
 * @returns a sentence about a setting that endangers them
 * @throws AppError ('unavailable') like `openRedis`
 */
export async function checkRedis(url: string): Promise<string | undefined> {
	const { client, danger } = await openRedis(url, 'touchline');
	await endConnection(client);
	return danger;
}

/** Resolves once the connection is gone for good, and what waits for it has failed. */
export async function endConnection(client: Redis): Promise<void> {
	if (client.status === 'end') return;
	const ended = once(client, 'end');
	// Between two attempts to connect, ioredis has nothing to close and would leave everything pending.
	if (client.status === 'reconnecting') client.status = 'wait';
	client.disconnect();
	await ended;
}

/** Connects and asks what kind of server it is. */
async function greet(client: Redis): Promise<string> {
	let reason: Error | undefined;
	const note = (error: Error) => {
		reason = error;
	};
	client.on('error', note);
	try {
		await client.connect();
		// ioredis stays in database 0 when there is no such one as it was given.
		await client.select(client.options.db ?? 0);
		return await client.info();
	} catch (error) {
		// "Connection is closed" is all that the call itself knows.
		throw reason ?? error;
	} finally {
		client.off('error', note);
	}
}

function readInfo(text: string): Map<string, string> {
	const lines = text.split(/\r?\n/).filter((line) => line.includes(':'));
	return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}

function whyUnfit(info: Map<string, string>, version: number[]): string | undefined {
	if (!isAtLeast(version, OLDEST)) {
		return `is version ${version.join('.')}, which is too old: run ${OLDEST.join('.')} or newer, or unset REDIS_URL`;
	}
	if (info.get('redis_mode') === 'cluster') {
		return 'is a Redis Cluster, over which queues cannot be spread: set REDIS_URL to a single server, or unset it';
	}
	if (info.get('role') === 'slave') return 'is a replica, which takes no jobs: set REDIS_URL to its primary';
	return undefined;
}

function dangerOf(info: Map<string, string>, address: string): string | undefined {
	const policy = info.get('maxmemory_policy') ?? 'noeviction';
	if (policy === 'noeviction' || Number(info.get('maxmemory') ?? 0) === 0) return undefined;
	return `Redis at ${address} may throw jobs away when its memory is full: its maxmemory-policy is ${policy} and ought to be noeviction.`;
}

function isAtLeast(version: number[], least: number[]): boolean {
	const [index = -1] = least.flatMap((part, at) => (version[at] === part ? [] : [at]));
	return index === -1 || (version[index] ?? 0) > (least[index] ?? 0);
}

function unreachable(address: string, error: unknown): AppError {
	const reason = error instanceof Error ? error.message || codeOf(error) : String(error);
	return new AppError(
		'unavailable',
		`Redis at ${address} cannot be used (${reason}): start it, or correct or unset REDIS_URL.`,
		{ cause: error },
	);
}

/** Addresses with several hosts fail with several errors at once, and with no message of their own. */
function codeOf(error: Error): string {
	return 'code' in error ? String(error.code) : error.name;
}

function withoutPassword(url: string): string {
	const address = new URL(url);
	address.password = address.password && '***';
	return address.href;
}
