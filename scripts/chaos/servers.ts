import { type ScratchRedis, startScratchRedis } from '../../server/scratch-redis.ts';
import type { Backend } from './faults.ts';
import { type OwnPostgres, startOwnPostgres } from './own-postgres.ts';

/** The servers that a run has to itself. */
export interface Servers {
	postgres: OwnPostgres;
	/** Null when the queues live in Postgres. */
	redis: ScratchRedis | null;
}

/** Starts them. @throws AppError when one of them does not start, or there is no redis-server to start */
export async function startServers(backend: Backend): Promise<Servers & { stop(): Promise<void> }> {
	const redis = backend === 'redis' ? await startScratchRedis() : null;
	try {
		const postgres = await startOwnPostgres();
		return {
			postgres,
			redis,
			async stop() {
				await postgres.stop();
				await redis?.stop();
			},
		};
	} catch (error) {
		await redis?.stop();
		throw error;
	}
}
