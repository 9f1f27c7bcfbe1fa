import { once } from 'node:events';
import path from 'node:path';
import { readEnv } from '../server/env.ts';
import { describeError } from '../server/errors.ts';
import { createTouchlineClient } from '../server/trpc/client.ts';
import { adminPassword } from './launch/admin-password.ts';
import { consoleUrl, waitForConsole } from './launch/console.ts';
import { ensureConsoleBuild } from './launch/console-build.ts';
import { interrupted } from './launch/interrupt.ts';
import { freePort, requirePort } from './launch/ports.ts';
import { awaitAftermath, playIncident } from './scenario/incident.ts';
import { openStage } from './scenario/open-stage.ts';
import { readOptions, type ScenarioOptions } from './scenario/options.ts';
import { leftUndone, type Outcome, outcomeOf, wrongFindings } from './scenario/outcome.ts';
import { recoverGroup } from './scenario/recover.ts';
import { investigationText } from './touchline/investigation-text.ts';

const startedAt = performance.now();
const signal = interrupted();

/** What a person wants to know on the way goes here; standard output is for the result. */
const say = (line: string) => process.stderr.write(`${line}\n`);

try {
	process.exitCode = await main(readOptions(process.argv));
} catch (error) {
	say(signal.aborted ? 'The scenario was interrupted.' : describeError(error));
	process.exitCode = 1;
}
process.exit();

async function main(options: ScenarioOptions): Promise<number> {
	const { backend, recover, exit } = options;
	const env = readEnv();
	const port = options.port ?? (exit ? await freePort(env.HOST) : env.PORT);
	await requirePort(env.HOST, port);
	await ensureConsoleBuild(say);
	const { password } = await adminPassword(env);
	const logDir = path.join(env.TOUCHLINE_DATA_DIR, 'logs', 'scenario');

	const stage = await openStage({ backend, env, port, password, logDir, say, signal });
	try {
		await playIncident(stage, say);
		const url = consoleUrl({ ...env, PORT: port });
		stage.supervisor.run('web', 'server/index.ts');
		await Promise.all([waitForConsole(url, logDir), awaitAftermath(stage, say)]);
		const client = createTouchlineClient({ url, password });
		const found = await client.failures.investigate.query();
		const wrong = wrongFindings(found);
		const [group] = found.groups;
		if (recover && group) {
			say(`\n${investigationText(found)}`);
			await recoverGroup(client, group, { say, signal });
			wrong.push(...leftUndone(await stage.facts()));
		}
		for (const what of wrong) say(what);
		report(options, outcomeOf(found, await stage.facts()));
		if (!exit) await leaveRunning(url, env.TOUCHLINE_DATA_DIR);
		return wrong.length === 0 ? 0 : 1;
	} finally {
		await stage.close();
	}
}

function report({ json }: ScenarioOptions, outcome: Outcome): void {
	if (json) return void process.stdout.write(`${JSON.stringify(outcome)}\n`);
	const { matches, failures, cause, predictions, retroactive, settled, failuresLeft } = outcome;
	process.stdout.write(
		`${matches} matches, ${failures} settlements failed, cause ${cause}; ${predictions} predictions, ${retroactive} of them retroactive; ` +
			`${settled} settled, ${failuresLeft} failures left; ${Math.round((performance.now() - startedAt) / 1_000)} s.\n`,
	);
}

async function leaveRunning(url: string, dataDir: string): Promise<void> {
	say(
		`The console is at ${url}/failures; log in as admin, the password is in ${dataDir}/admin-password or ADMIN_PASSWORD.`,
	);
	say(`From another terminal: npm run touchline -- investigate --url ${url}`);
	say('Ctrl-C ends it.');
	if (!signal.aborted) await once(signal, 'abort');
}
