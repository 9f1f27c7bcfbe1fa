import { Command, InvalidArgumentError } from 'commander';

export interface SeedOptions {
	/** How many matches are stored. */
	matches: number;
	/** The same one tells the same matches, at whatever time. */
	seed: number;
}

/** More would be more predictions than a disk of today is bought for: 42 a match, half a kilobyte each. */
const MOST_MATCHES = 1_000_000;

/**
 * Reads the command line; a mistake in it ends the process with one line and exit code 1.
 * @param command that reads it; one of a test's own leaves the process alone
 */
export function readOptions(argv: string[], command = new Command()): SeedOptions {
	return command
		.name('seed')
		.description(
			'Fills an empty database with invented matches and all that Touchline would have stored of them.',
		)
		.requiredOption('--matches <number>', 'how many, about 42 predictions each', matches)
		.option('--seed <number>', 'which ones', wholeNumber, 1)
		.parse(argv)
		.opts<SeedOptions>();
}

function matches(text: string): number {
	const value = wholeNumber(text);
	if (value >= 1 && value <= MOST_MATCHES) return value;
	throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_MATCHES}.`);
}

function wholeNumber(text: string): number {
	if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
	return Number(text);
}
