import { Argument, Command, InvalidArgumentError, Option } from 'commander';

/** Incidents that can be replayed. */
const SCENARIOS = ['settlement-43', 'worker-down'] as const;
export type ScenarioName = (typeof SCENARIOS)[number];

export interface ScenarioOptions {
	name: ScenarioName;
	backend: 'postgres' | 'redis';
	port?: number;
	/** Does the operator's part too. */
	recover: boolean;
	exit: boolean;
	json: boolean;
}

/**
 * Reads the command line; a mistake in it ends the process with one line and exit code 1.
 * @param command that reads it; one of a test's own leaves the process alone
 */
export function readOptions(argv: string[], command = new Command()): ScenarioOptions {
	const read = command
		.name('scenario')
		.showSuggestionAfterError(false)
		.description('Replays an incident through the real pipeline, in a scratch database of its own.')
		.addArgument(new Argument('<name>', 'which incident').choices(SCENARIOS))
		.addOption(
			new Option('--backend <which>', 'where the queues live; Redis is one of its own')
				.choices(['postgres', 'redis'])
				.default('postgres'),
		)
		.option('--port <number>', 'port of the console; PORT by default', port)
		.option('--recover', 'does what the operator would do then, and checks what came of it', false)
		.option('--exit', 'ends then, and does not leave the console running', false)
		.option('--json', 'prints the result as one JSON line', false)
		.addHelpText(
			'after',
			`
settlement-43: the prediction worker dies before a matchday, the queues are lost, 43 matches finish with an
analysis and no predictions, and their settlements fail.
Exit code 0: the investigation named that cause, and with --recover every match was settled.

worker-down: the prediction worker dies 40 minutes before kick-off, and is started again when a webhook of the
scenario's own has been told.
Exit code 0: the webhook got each message once, the alerts closed, no prediction came late, and the history
shows the outage.

Stand-in models answer; no real ones are asked.`,
		)
		.parse(argv);
	const name = SCENARIOS.find((scenario) => scenario === read.args[0]) ?? SCENARIOS[0];
	return { ...read.opts<Omit<ScenarioOptions, 'name'>>(), name };
}

function port(text: string): number {
	const value = /^\d{1,5}$/.test(text) ? Number(text) : 0;
	if (value < 1 || value > 65_535) throw new InvalidArgumentError('It must be a port, from 1 to 65535.');
	return value;
}
