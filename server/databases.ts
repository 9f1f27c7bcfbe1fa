import { Client, DatabaseError } from 'pg';
import { AppError } from './errors.ts';

const CONNECT_TIMEOUT_MS = 5_000;
const UNKNOWN_DATABASE = '3D000';
const ALREADY_EXISTS = ['42P04', '23505'];
const LOGIN_REFUSED = ['28P01', '28000'];

/** Creates the database unless it exists. @returns whether it created it */
export function ensureDatabase(adminUrl: string, name: string): Promise<boolean> {
	return withConnection(adminUrl, async (client) => {
		const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
		if (found.rows.length > 0) return false;
		try {
			await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
			return true;
		} catch (error) {
			// Another process was a moment faster.
			if (ALREADY_EXISTS.includes(codeOf(error))) return false;
			throw error;
		}
	});
}

/** Drops the database, ending whatever is connected to it; content when there is none. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
	await withConnection(adminUrl, (client) =>
		client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`),
	);
}

/** The address of another database of the same server. */
export function databaseUrl(url: string, name: string): string {
	const address = parse(url);
	address.pathname = `/${encodeURIComponent(name)}`;
	return address.href;
}

/** Whether the database accepts a connection now. */
export async function accepts(url: string): Promise<boolean> {
	try {
		await withConnection(url, async () => undefined);
		return true;
	} catch (error) {
		if (error instanceof AppError) return false;
		throw error;
	}
}

/**
 * Lends `work` a connection of its own and closes it afterwards.
 * @throws AppError `unavailable` when the database cannot be reached or refuses the login
 */
export async function withConnection<Result>(
	url: string,
	work: (client: Client) => Promise<Result>,
): Promise<Result> {
	const client = new Client({
		connectionString: parse(url).href,
		connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
	});
	// Without a listener, a server that goes away while nothing is being asked would end the process.
	client.on('error', () => undefined);
	try {
		await client.connect();
	} catch (error) {
		throw unreachable(url, error);
	}
	try {
		return await work(client);
	} finally {
		await client.end();
	}
}

function unreachable(url: string, error: unknown): AppError {
	const { host, pathname, username } = parse(url);
	const name = decodeURIComponent(pathname.slice(1));
	const code = codeOf(error);
	const cause = { cause: error };
	if (code === UNKNOWN_DATABASE) {
		return new AppError(
			'unavailable',
			`The database "${name}" does not exist on ${host}: create it first.`,
			cause,
		);
	}
	if (LOGIN_REFUSED.includes(code)) {
		return new AppError(
			'unavailable',
			`The database server ${host} refuses the login of "${username}": correct the user or password in the database's address.`,
			cause,
		);
	}
	const reason = (error instanceof Error && error.message) || code || String(error);
	return new AppError(
		'unavailable',
		`The database "${name}" on ${host} cannot be reached (${reason}): start it, or correct its address.`,
		cause,
	);
}

function parse(url: string): URL {
	try {
		return new URL(url);
	} catch (cause) {
		throw new AppError(
			'invalid',
			'The database address is not a URL: it should look like postgresql://user:password@host:5432/name.',
			{ cause },
		);
	}
}

function codeOf(error: unknown): string {
	if (error instanceof DatabaseError) return error.code ?? '';
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}
