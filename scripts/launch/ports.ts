import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../server/errors.ts';

/** Real milliseconds in which the processes of an earlier run let go of their port. */
const PATIENCE = 8_000;

/**
 * Waits until the port is free: what an earlier run left behind ends within seconds.
 * @throws AppError ('conflict') that names the port
 */
export async function requirePort(host: string, port: number): Promise<void> {
	const deadline = performance.now() + PATIENCE;
	while (!(await tryPort(host, port))) {
		if (performance.now() > deadline) {
			throw new AppError(
				'conflict',
				`Port ${port} is in use by another program: stop it, or set PORT to a free one.`,
			);
		}
		await sleep(250);
	}
}

/** A port that is free now. */
export async function freePort(host: string): Promise<number> {
	const port = await tryPort(host, 0);
	if (!port) throw new AppError('unavailable', `No port is free on ${host}.`);
	return port;
}

function tryPort(host: string, port: number): Promise<number | null> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(null));
		server.listen(port, host, () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
		});
	});
}
