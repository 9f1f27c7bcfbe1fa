import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { describeError } from '../../server/errors.ts';
import { type Fault, faultsSchema } from './faults.ts';
import { startModelServer } from './server.ts';

interface Flags {
	port: number;
	host: string;
	latency: number;
	faults: Fault[];
}

const program = new Command('model-server')
	.description(
		'Stands in for the language models: an OpenAI-compatible server that answers as 42 made-up characters.',
	)
	.option('--port <number>', 'port to listen on; 0 takes any free one', wholeNumber(65_535), 4042)
	.option('--host <address>', 'address to listen on', '127.0.0.1')
	.option('--latency <ms>', 'milliseconds before every answer', wholeNumber(3_600_000), 0)
	.option(
		'--faults <json>',
		'list of faults, such as \'[{"kind":"429","retryAfter":2,"probability":0.1}]\'',
		faults,
		[],
	)
	.addHelpText(
		'after',
		`
Kinds of faults: latency (latencyMs), 429 (retryAfter, seconds), 404, 500, hang, reset, badJson.
Each takes model (one model only), probability (0 to 1) and count (the next so many calls).

While it runs: PUT /faults with such a list sets faults, DELETE /faults heals them, GET /calls counts the
calls by model and prompt, DELETE /calls starts counting anew. A request's own x-fault header
("500", "latency=300", "429=2") concerns that request alone.`,
	)
	.action(run);

async function run({ port, host, latency, faults }: Flags): Promise<void> {
	const server = await startModelServer({ port, host, latencyMs: latency, faults });
	process.stdout.write(`The stand-in models answer at ${server.url}\n`);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void server.close());
	}
	// Whoever started it over a channel has gone when that closes.
	process.once('disconnect', () => void server.close());
	process.channel?.unref();
}

function wholeNumber(most: number): (text: string) => number {
	return (text) => {
		if (!/^\d{1,9}$/.test(text) || Number(text) > most) {
			throw new InvalidArgumentError(`It must be a whole number from 0 to ${most}.`);
		}
		return Number(text);
	};
}

function faults(text: string): Fault[] {
	try {
		return faultsSchema.parse(JSON.parse(text));
	} catch (error) {
		const reason = error instanceof z.ZodError ? z.prettifyError(error) : describeError(error);
		throw new InvalidArgumentError(`It must be a JSON list of faults: ${reason}`);
	}
}

program.parseAsync().catch((error: unknown) => {
	const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
	const { host, port } = program.opts<Flags>();
	const reason = inUse
		? `Port ${port} of ${host} is in use; choose another with --port.`
		: describeError(error);
	process.stderr.write(`model-server: ${reason}\n`);
	process.exitCode = 1;
});
