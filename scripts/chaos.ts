import path from 'node:path';
import { readEnv } from '../server/env.ts';
import { describeError } from '../server/errors.ts';
import { type ChaosOptions, readOptions } from './chaos/options.ts';
import { planRounds, type RoundPlan } from './chaos/plan.ts';
import { isClean, reportOn, table } from './chaos/report.ts';
import { playRound, type RoundResult } from './chaos/round.ts';
import { startServers } from './chaos/servers.ts';
import { describeTrigger } from './chaos/trigger.ts';
import { interrupted } from './launch/interrupt.ts';

const signal = interrupted();

/** What a person wants to know on the way goes here; standard output is for the result. */
const say = (line: string) => process.stderr.write(`${line}\n`);

try {
	process.exitCode = await main(readOptions(process.argv));
} catch (error) {
	say(signal.aborted ? 'The run was interrupted.' : describeError(error));
	process.exitCode = 1;
}
process.exit();

async function main(options: ChaosOptions): Promise<number> {
	const logs = path.join(readEnv().TOUCHLINE_DATA_DIR, 'logs', 'chaos');
	const servers = await startServers(options.backend);
	try {
		const results: RoundResult[] = [];
		for (const plan of planRounds(options.seed, options.rounds, options.faults)) {
			signal.throwIfAborted();
			const logDir = path.join(logs, `seed-${options.seed}-${options.backend}-round-${plan.round}`);
			results.push(
				await announced(
					plan,
					options,
					() => playRound(plan, { ...servers, ...options, logDir, signal, say: tellOf(plan) }),
					logDir,
				),
			);
		}
		const report = reportOn(options, results);
		process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : table(report));
		return isClean(report) ? 0 : 1;
	} finally {
		await servers.stop();
	}
}

function tellOf({ round }: RoundPlan): (line: string) => void {
	return (line) => say(`Round ${round}: ${line}`);
}

/** Says what a round is about to meet, and how it went. */
async function announced(
	plan: RoundPlan,
	{ rounds }: ChaosOptions,
	play: () => Promise<RoundResult>,
	logDir: string,
): Promise<RoundResult> {
	const tell = tellOf(plan);
	const faults = plan.faults.map(({ kind, trigger }) => `${kind} ${describeTrigger(trigger)}`).join(', ');
	tell(`of ${rounds}, matchday ${plan.matchday}: ${faults}`);
	const startedAt = performance.now();
	const result = await play();
	const took = `${Math.round((performance.now() - startedAt) / 1_000)} s`;
	for (const { wrong, what } of result.findings) tell(`${wrong}: ${what}`);
	const verdict = result.findings.length === 0 ? 'all is well' : `see ${logDir}`;
	tell(`${result.matches} matches, ${result.predictions} predictions, ${took}: ${verdict}`);
	return result;
}
