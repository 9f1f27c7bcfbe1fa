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
import { openStage } from './scenario/open-stage.ts';
import { readOptions, type ScenarioName, type ScenarioOptions } from './scenario/options.ts';
import type { Scenario } from './scenario/scene.ts';
import { settlement43 } from './scenario/settlement-43/play.ts';
import { workerDown } from './scenario/worker-down/play.ts';

const SCENARIOS: Record<ScenarioName, Scenario> = {
	'settlement-43': settlement43,
	'worker-down': workerDown,
};

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

async function main({ name, backend, recover, exit, json, ...given }: ScenarioOptions): Promise<number> {
	const env = readEnv();
	const port = given.port ?? (exit ? await freePort(env.HOST) : env.PORT);
	await requirePort(env.HOST, port);
	await ensureConsoleBuild(say);
	const { password } = await adminPassword(env);
	const logDir = path.join(env.TOUCHLINE_DATA_DIR, 'logs', 'scenario');
	const url = consoleUrl({ ...env, PORT: port });

	const { speed, play } = SCENARIOS[name];
	const stage = await openStage({ backend, env, speed, port, password, logDir, say, signal });
	try {
		const openConsole = async () => {
			stage.supervisor.run('web', 'server/index.ts');
			await waitForConsole(url, logDir);
			return createTouchlineClient({ url, password });
		};
		const told = await play({ stage, recover, openConsole, say, signal });
		for (const what of told.wrong) say(what);
		const seconds = Math.round((performance.now() - startedAt) / 1_000);
		process.stdout.write(json ? `${JSON.stringify(told.outcome)}\n` : `${told.summary}; ${seconds} s.\n`);
		if (!exit) await leaveRunning(url, env.TOUCHLINE_DATA_DIR);
		return told.wrong.length === 0 ? 0 : 1;
	} finally {
		await stage.close();
	}
}

async function leaveRunning(url: string, dataDir: string): Promise<void> {
	say(
		`The console is at ${url}; log in as admin, the password is in ${dataDir}/admin-password or ADMIN_PASSWORD.`,
	);
	say(`From another terminal: npm run touchline -- status --url ${url}`);
	say('Ctrl-C ends it.');
	if (!signal.aborted) await once(signal, 'abort');
}
