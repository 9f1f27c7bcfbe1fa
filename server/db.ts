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
	return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max }) });
}
