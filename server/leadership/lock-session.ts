import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A database session on a connection of its own, that can hold the lock of a name. */
export interface LockSession {
	/** Aborts when the session has ended, or is about to: the lock may be another's from then on. */
	readonly lost: AbortSignal;
	/** Takes the lock unless another session has it. */
	tryLock(): Promise<boolean>;
	/** Ends the session, which frees the lock at once. */
	close(): Promise<void>;
}

/** Real milliseconds of silence after which Postgres ends the session: its process is frozen or cut off. */
const SILENCE = 10_000;

/**
 * Real milliseconds that an answer proves the lock for, counted from the question. Below `SILENCE`, so that
 * a process that is cut off counts the lock as lost before Postgres gives it to another.
 */
const PROOF = 8_000;

/** Real milliseconds between two proofs that the session lives. */
const PROVE_EVERY = 2_000;

const CONNECT_TIMEOUT = 5_000;

/**
 * Opens a session for the lock of `name`. Locks belong to their database: the same name in another one is
 * another lock. It has to be a session of Postgres itself, not one that a pooler shares.
 * @throws when the database cannot be reached
 */
export async function openLockSession(databaseUrl: string, name: string): Promise<LockSession> {
	const lost = new AbortController();
	const client = new pg.Client({
		connectionString: databaseUrl,
		application_name: `touchline lock: ${name}`,
		options: `-c idle_session_timeout=${SILENCE}`,
		connectionTimeoutMillis: CONNECT_TIMEOUT,
		query_timeout: PROOF,
		keepAlive: true,
	});
	client.on('error', (error) => lost.abort(error));
	client.on('end', () => lost.abort(new Error('The connection ended.')));
	await client.connect();

	let proof: NodeJS.Timeout | undefined;

	/** Every answer proves the session; one that comes too late proves nothing. */
	async function ask<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
		const askedAt = performance.now();
		const { rows } = await client.query<Row>(sql, values);
		clearTimeout(proof);
		const left = askedAt + PROOF - performance.now();
		if (left <= 0) unproven();
		else if (!lost.signal.aborted) proof = setTimeout(unproven, left);
		return rows;
	}

	function unproven() {
		lost.abort(new Error(`No answer of Postgres proves the lock for ${PROOF / 1_000} s.`));
	}

	async function keepProving(): Promise<void> {
		while (!lost.signal.aborted) {
			await sleep(PROVE_EVERY, undefined, { signal: lost.signal });
			await ask('SELECT 1');
		}
	}

	return {
		lost: lost.signal,
		async tryLock() {
			const [row] = await ask<{ locked: boolean }>(
				'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked',
				[`touchline ${name}`],
			);
			const locked = row?.locked ?? false;
			if (locked) keepProving().catch((error: unknown) => lost.abort(error));
			return locked;
		},
		async close() {
			lost.abort(new Error('The session was closed.'));
			clearTimeout(proof);
			await client.end();
		},
	};
}
