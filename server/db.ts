import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../prisma/generated/client.ts';

export type Database = PrismaClient;

/** The client inside `$transaction`. */
export type Transaction = Parameters<Parameters<Database['$transaction']>[0]>[0];

export interface DatabaseOptions {
	/** Connections in its pool; 10 by default. */
	max?: number;
	/** Real milliseconds after which a server that does not answer is given up; never by default. */
	answersWithin?: number;
}

/** Builds the Prisma client; it connects on first use. Close it with `$disconnect()`. */
export function createDatabase(url: string, { max = 10, answersWithin }: DatabaseOptions = {}): Database {
	const pool = { connectionString: url, max, ...givesUpAfter(answersWithin) };
	return new PrismaClient({
		adapter: new PrismaPg(pool, { statementNameGenerator: statementNames() }),
	});
}

/** Settings of a connection pool whose user waits for the answer: a frozen server is no reason to wait for ever. */
export function givesUpAfter(ms: number | undefined): {
	query_timeout?: number;
	connectionTimeoutMillis?: number;
} {
	return ms === undefined ? {} : { query_timeout: ms, connectionTimeoutMillis: ms };
}

/** Statements beyond this number are planned each time: lists of different lengths make many of them. */
const PREPARED = 300;

/** Names for prepared statements: planning the joins of a model call took longer than running them. */
function statementNames(): (query: { sql: string }) => string {
	const names = new Map<string, string>();
	return ({ sql }) => {
		const known = names.get(sql);
		if (known !== undefined) return known;
		const name = names.size < PREPARED ? `touchline_${names.size}` : '';
		if (name) names.set(sql, name);
		return name;
	};
}
