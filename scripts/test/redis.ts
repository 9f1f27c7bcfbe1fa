import { findRedisServer } from '../../server/scratch-redis.ts';
import { complaint, installFromDebian, isDebianRoot } from './debian.ts';

/**
 * Makes sure that there is a redis-server for the tests of queues in Redis: Debian's package is installed
 * as root on Debian.
 * @param log gets one line when something is installed
 * @returns the reason, as text, when there is none
 */
export async function provideRedis(log: (line: string) => void): Promise<string | undefined> {
	if (findRedisServer()) return undefined;
	if (!(await isDebianRoot())) {
		return 'no redis-server is installed (Debian has it in the package redis-server)';
	}
	log('Installing Redis for the tests of the queues (apt-get install redis-server) ...');
	const output = await installFromDebian('redis-server');
	return findRedisServer() ? undefined : `no redis-server could be installed (${complaint(output)})`;
}
