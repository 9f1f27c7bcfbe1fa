import { Command, InvalidArgumentError, Option } from 'commander';
import { type Backend, FAULT_KINDS, type FaultKind, kindsOf } from './faults.ts';

export interface ChaosOptions {
	seed: number;
	rounds: number;
	backend: Backend;
	/** The kinds that the rounds draw from. */
	faults: FaultKind[];
	json: boolean;
}

/**
 * Reads the command line; a mistake in it ends the process with one line and exit code 1.
 * @param command that reads it; one of a test's own leaves the process alone
 */
export function readOptions(argv: string[], command = new Command()): ChaosOptions {
	command
		.name('chaos')
		.showSuggestionAfterError(false)
		.description(
			'Breaks the pipeline while it works, and checks from outside that no prediction is lost, doubled or wrongly scored.',
		)
		.option(
			'--seed <number>',
			'on the same backend, the same seed strikes with the same faults at the same points',
			seed,
			1,
		)
		.option('--rounds <number>', 'matchdays to replay, two to four faults in each', rounds, 20)
		.addOption(
			new Option('--backend <which>', 'where the queues live')
				.choices(['postgres', 'redis'])
				.default('postgres'),
		)
		.option('--faults <kinds>', 'only these, separated by commas', kinds)
		.option('--json', 'prints the result as one JSON line at the end', false)
		.addHelpText(
			'after',
			`
Faults: ${FAULT_KINDS.join(', ')}.

Each round replays a matchday of the simulated league through the real workers. Postgres and Redis are
servers of the run's own, whatever DATABASE_URL and REDIS_URL say: it kills them. Exit code 1 when
anything was lost, doubled, wrongly scored or stuck, or a process crashed; the logs of that round are kept.`,
		)
		.parse(argv);
	const { faults, ...options } = command.opts<Omit<ChaosOptions, 'faults'> & { faults?: FaultKind[] }>();
	const available = kindsOf(options.backend);
	const impossible = faults?.find((kind) => !available.includes(kind));
	if (impossible) command.error(`error: ${impossible} needs --backend redis`);
	return { ...options, faults: faults ?? available };
}

const seed = wholeNumber(0, 2 ** 31);
const rounds = wholeNumber(1, 10_000);

function wholeNumber(least: number, most: number): (text: string) => number {
	return (text) => {
		const value = /^\d{1,10}$/.test(text) ? Number(text) : -1;
		if (value < least || value > most)
			throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
		return value;
	};
}

function kinds(text: string): FaultKind[] {
	const names = text.split(',').map((name) => name.trim());
	return [...new Set(names.map(kindNamed))];
}

function kindNamed(name: string): FaultKind {
	const kind = FAULT_KINDS.find((known) => known === name);
	if (!kind) throw new InvalidArgumentError(`There is no fault "${name}": see --help.`);
	return kind;
}
