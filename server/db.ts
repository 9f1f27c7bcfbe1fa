import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../prisma/generated/client.ts';

export type Database = PrismaClient;

/** The client inside `$transaction`. */
export type Transaction = Parameters<Parameters<Database['$transaction']>[0]>[0];

/**
 * Builds the Prisma client; it connects on first use. Close it with `$disconnect()`.
 * @param max connections in its pool
 */
export function createDatabase(url: string, { max = 10 }: { max?: number } = {}): Database {
	const statementNameGenerator = statementNames();
	return new PrismaClient({
		adapter: new PrismaPg({ connectionString: url, max }, { statementNameGenerator }),
	});
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
