import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { describeError } from '../server/errors.ts';
import { backfill } from './bench/backfill.ts';
import type { BenchCase } from './bench/bench-case.ts';
import { console } from './bench/console.ts';
import { coverage } from './bench/coverage.ts';
import { failures } from './bench/failures.ts';
import { fanout } from './bench/fanout.ts';
import type { BenchOptions } from './bench/open-bench.ts';
import { reconcile } from './bench/reconcile.ts';
import { recovery } from './bench/recovery.ts';
import { settlement } from './bench/settlement.ts';

/** Each takes its figures and the limits beside them in one run. */
const BENCHES = { backfill, console, coverage, failures, fanout, reconcile, recovery, settlement };

type BenchName = keyof typeof BENCHES;

const program = new Command('bench')
	.description('Measures Touchline, each figure beside its limit taken in the same run.')
	.addArgument(new Argument('<names...>', 'which benches').choices(Object.keys(BENCHES)))
	.addOption(
		new Option('--backend <which>', 'where the queues live')
			.choices(['postgres', 'redis'])
			.default('postgres'),
	)
	.option('--matches <number>', 'matches in the database of the console', wholeNumber, 100_000)
	.option('--json', 'prints a JSON line per bench', false)
	.action(run);

const say = (line: string) => process.stderr.write(`${line}\n`);

try {
	await program.parseAsync();
} catch (error) {
	say(describeError(error));
	process.exitCode = 1;
}
process.exit();

async function run(
	names: BenchName[],
	{ backend, matches, json }: Omit<BenchOptions, 'say'> & { json: boolean },
): Promise<void> {
	for (const bench of names) {
		const cases = await BENCHES[bench]({ backend, matches, say });
		process.stdout.write(json ? `${JSON.stringify({ bench, backend, cases })}\n` : table(bench, cases));
	}
}

function table(bench: BenchName, cases: BenchCase[]): string {
	const rows = cases.map(
		({ case: name, value, unit, limit, ratio }) =>
			`${bench}: ${name}: ${value} ${unit}, limit ${limit}, ratio ${ratio.toFixed(2)}`,
	);
	return `${rows.join('\n')}\n`;
}

function wholeNumber(text: string): number {
	const value = Number(text);
	if (/^\d{1,7}$/.test(text) && value >= 60 && value <= 1_000_000) return value;
	throw new InvalidArgumentError('It must be a whole number from 60 to 1000000.');
}
