import { describeError } from '../../server/errors.ts';
import { type ModelServerFlags, readOptions } from './options.ts';
import { startModelServer } from './server.ts';

const options = readOptions(process.argv);

try {
	await serve(options);
} catch (error) {
	process.stderr.write(`model-server: ${reasonOf(error, options)}\n`);
	process.exitCode = 1;
}

async function serve({ port, host, latency, faults }: ModelServerFlags): Promise<void> {
	const server = await startModelServer({ port, host, latencyMs: latency, faults });
	process.stdout.write(`The stand-in models answer at ${server.url}\n`);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void server.close());
	}
	// Whoever started it over a channel has gone when that closes.
	process.once('disconnect', () => void server.close());
	process.channel?.unref();
}

function reasonOf(error: unknown, { port, host }: ModelServerFlags): string {
	const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
	return inUse ? `Port ${port} of ${host} is in use; choose another with --port.` : describeError(error);
}
