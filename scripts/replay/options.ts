import { Command, InvalidArgumentError, Option } from 'commander';

export interface ReplayOptions {
	data?: string;
	competition: string;
	date: string;
	speed: number;
	seed: number;
	scoreCounts?: 'ninety_minutes' | 'after_extra_time';
	models?: string;
	export?: string;
	exit: boolean;
	json: boolean;
	port?: number;
}

/**
 * Reads the command line; a mistake in it ends the process with one line and exit code 1.
 * @param command that reads it; one of a test's own leaves the process alone
 */
export function readOptions(argv: string[], command = new Command()): ReplayOptions {
	return command
		.name('replay')
		.description(
			'Replays a matchday of the past through the real pipeline, in a scratch database of its own.',
		)
		.option('--data <folder|url>', 'football.json files; left out, the simulated league is played')
		.option('--competition <code>', 'such as en.1, de.1, uefa.cl', 'sim.1')
		.option('--date <YYYY-MM-DD>', 'local date of the matchday', '2025-10-18')
		.option('--speed <number>', 'virtual seconds per real second, at most', positive, 600)
		.option('--seed <number>', 'which simulated league', wholeNumber, 1)
		.addOption(
			new Option('--score-counts <which>', "the score that counts, instead of the competition's own").choices(
				['ninety_minutes', 'after_extra_time'],
			),
		)
		.option('--models <url>', 'an OpenAI-compatible server that answers for all models', httpUrl)
		.option('--export <file>', 'writes one JSON line per prediction')
		.option('--exit', 'ends when every match is settled, without the console', false)
		.option('--json', 'prints the result as one JSON line at the end', false)
		.option('--port <number>', 'port of the console (without --exit); PORT by default', port)
		.parse(argv)
		.opts<ReplayOptions>();
}

function positive(text: string): number {
	const value = Number(text);
	if (!(value > 0 && value <= 100_000))
		throw new InvalidArgumentError('It must be a number above 0, 100000 at most.');
	return value;
}

function wholeNumber(text: string): number {
	if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
	return Number(text);
}

function port(text: string): number {
	const value = wholeNumber(text);
	if (value < 1 || value > 65_535) throw new InvalidArgumentError('It must be a port, from 1 to 65535.');
	return value;
}

function httpUrl(text: string): string {
	if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
		throw new InvalidArgumentError('It must be a URL such as http://127.0.0.1:4042/v1.');
	}
	return text;
}
