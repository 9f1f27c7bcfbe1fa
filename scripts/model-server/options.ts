import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { describeError } from '../../server/errors.ts';
import { type Fault, faultsSchema } from './faults.ts';

export interface ModelServerFlags {
	port: number;
	host: string;
	/** In milliseconds. */
	latency: number;
	faults: Fault[];
}

/**
 * Reads the command line; a mistake in it ends the process with its name and exit code 1.
 * @param command that reads it; one of a test's own leaves the process alone
 */
export function readOptions(argv: string[], command = new Command()): ModelServerFlags {
	return command
		.name('model-server')
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
		.parse(argv)
		.opts<ModelServerFlags>();
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
