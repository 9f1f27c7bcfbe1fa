import type { BackendOptions, QueueBackend } from './backend.ts';
import { queuePrefix } from './installation.ts';
import { createPostgresQueues } from './postgres-backend.ts';
import { createRedisQueues } from './redis-backend.ts';

/**
 * Connects the queues: to Redis when it is given, else to the database.
 * @throws AppError ('unavailable') when Redis or the database cannot be reached
 */
export async function createQueueBackend(options: BackendOptions): Promise<QueueBackend> {
	const { databaseUrl, redisUrl, onError, warn } = options;
	if (redisUrl === undefined) return createPostgresQueues(options);
	return createRedisQueues({ redisUrl, prefix: await queuePrefix(databaseUrl), onError, warn });
}
