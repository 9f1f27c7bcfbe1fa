import { Command, InvalidArgumentError, Option } from 'commander';
import { describeError } from '../server/errors.ts';
import { STEPS, type Step, type StepResult } from './test/steps.ts';
import { single, sum } from './test/tally.ts';
import { keepTemporaryFilesInMemory } from './test/temporary-files.ts';

const names = STEPS.map(({ name }) => name).join(', ');

const { only } = new Command('npm test --')
	.description(
		'Runs every check and every test. Ends with a line "N passed, N failed"; exit code 1 unless all passed.',
	)
	.addOption(
		new Option('--only <steps>', `only these steps, separated by commas: ${names}`)
			.argParser(chooseSteps)
			.default(STEPS, 'all'),
	)
	.parse()
	.opts<{ only: readonly Step[] }>();

await keepTemporaryFilesInMemory();
const results = new Map<string, StepResult>();
for (const step of only) results.set(step.name, await perform(step));
report([...results.values()]);

function chooseSteps(list: string): Step[] {
	const wanted = new Set(list.split(',').map((name) => name.trim()));
	for (const name of wanted) {
		const step = STEPS.find((known) => known.name === name);
		if (step === undefined)
			throw new InvalidArgumentError(`There is no step "${name}"; there are: ${names}.`);
		if (step.needs !== undefined) wanted.add(step.needs);
	}
	return STEPS.filter(({ name }) => wanted.has(name));
}

async function perform(step: Step): Promise<StepResult> {
	const began = performance.now();
	const result = await run(step);
	const seconds = ((performance.now() - began) / 1_000).toFixed(1);
	const verdict = result.failed > 0 ? 'FAILED' : (result.leftOut ?? []).length === 0 ? 'ok' : 'SKIPPED';
	console.log(
		`${step.title.padEnd(38)} ${`${seconds} s`.padStart(8)}  ${verdict}  ${counts(result)}`.trimEnd(),
	);
	if (result.failed > 0) console.log(`\n${result.output.trim()}\n`);
	return result;
}

async function run(step: Step): Promise<StepResult> {
	if (step.needs !== undefined && results.get(step.needs)?.failed !== 0) {
		return { ...single(false), output: `Not run, because "${step.needs}" failed.` };
	}
	try {
		return await step.run((line) => console.log(line));
	} catch (error) {
		return { ...single(false), output: describeError(error) };
	}
}

/** Single checks say ok or FAILED, which is enough. */
function counts({ passed, failed, skipped }: StepResult): string {
	return passed + failed + skipped > 1 ? `${passed} of ${passed + failed + skipped}` : '';
}

function report(all: readonly StepResult[]): void {
	const { passed, failed, skipped } = sum(all);
	for (const { what, why } of all.flatMap(({ leftOut = [] }) => leftOut)) {
		console.log(`\n${what} WERE NOT RUN: ${why}.`);
	}
	console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
	if (failed > 0 || passed === 0) process.exitCode = 1;
}
