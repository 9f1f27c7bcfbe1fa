import { Command, CommanderError } from 'commander';
import type { Ended } from './run-script.ts';

/**
 * Reads a command line in this process.
 * @param readOptions of a script
 * @returns how its process would have ended before it began; a code of null says that it would have begun
 */
export function readCommandLine(
	readOptions: (argv: string[], command: Command) => unknown,
	args: string[],
): Ended {
	let [out, err] = ['', ''];
	const command = new Command().exitOverride().configureOutput({
		writeOut: (text) => {
			out += text;
		},
		writeErr: (text) => {
			err += text;
		},
	});
	try {
		readOptions(['node', 'script', ...args], command);
		return { code: null, out, err };
	} catch (error) {
		if (!(error instanceof CommanderError)) throw error;
		return { code: error.exitCode, out, err };
	}
}
