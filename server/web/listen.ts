import { createServer, type RequestListener, type Server } from 'node:http';
import { AppError } from '../errors.ts';

/**
 * Starts a server.
 * @throws AppError 'conflict' for a port in use, 'invalid' for an address that is not this machine's
 */
export function listen(
	app: RequestListener,
	{ host, port }: { host: string; port: number },
): Promise<Server> {
	return new Promise((resolve, reject) => {
		const server = createServer(app);
		server.once('error', (error) => reject(startProblem(error, host, port)));
		server.listen(port, host, () => resolve(server));
	});
}

/** Takes no more requests and ends those under way, also streams that would never end by themselves. */
export function closeServer(server: Server): Promise<void> {
	return new Promise((resolve, reject) => {
		server.close((error) => (error ? reject(error) : resolve()));
		server.closeAllConnections();
	});
}

function startProblem(error: Error, host: string, port: number): Error {
	const code = 'code' in error ? error.code : null;
	if (code === 'EADDRINUSE') {
		return new AppError(
			'conflict',
			`Port ${port} is in use: stop what uses it, or set PORT to another one.`,
			{
				cause: error,
			},
		);
	}
	if (code === 'EACCES') {
		return new AppError(
			'forbidden',
			`Port ${port} is not allowed to this user: set PORT to one above 1023.`,
			{
				cause: error,
			},
		);
	}
	if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
		return new AppError('invalid', `"${host}" is not an address of this machine: correct HOST.`, {
			cause: error,
		});
	}
	return error;
}
