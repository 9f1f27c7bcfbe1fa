import { once } from 'node:events';
import path from 'node:path';
import { Command } from 'commander';
import { ensureOperator } from '../server/auth/operators.ts';
import { embeddedDatabaseName, embeddedDataDir } from '../server/database-url.ts';
import { ensureDatabase } from '../server/databases.ts';
import { type Env, readEnv } from '../server/env.ts';
import { describeError } from '../server/errors.ts';
import { checkRedis } from '../server/queue/redis-server.ts';
import { type ReplayPlan, readReplay, requireOwnDatabase } from '../server/replay/replay.ts';
import { type AdminPassword, adminPassword } from './launch/admin-password.ts';
import { checkFixtures } from './launch/check-fixtures.ts';
import { consoleUrl, waitForConsole } from './launch/console.ts';
import { ensureConsoleBuild } from './launch/console-build.ts';
import { prepareDemo } from './launch/demo.ts';
import { claimDataDir } from './launch/instance.ts';
import { interrupted } from './launch/interrupt.ts';
import { keepPostgres } from './launch/keep-postgres.ts';
import { startWorkers } from './launch/pipeline.ts';
import { requirePort } from './launch/ports.ts';
import { prepareDatabase } from './launch/prepare-database.ts';
import { chooseModels } from './launch/stand-in-models.ts';
import { createSupervisor } from './launch/supervisor.ts';

await new Command('start')
	.description('Runs Touchline: database, console and workers. Without configuration it replays a matchday.')
	.addHelpText('after', '\nThe environment configures it; .env.example names every variable.')
	.parseAsync();

const say = (line: string) => process.stdout.write(`${line}\n`);
const closing: (() => Promise<void>)[] = [];
const interrupt = interrupted();
const end = once(interrupt, 'abort');

try {
	await run(readEnv());
	process.exitCode = 0;
} catch (error) {
	process.stderr.write(`${describeError(error)}\n`);
	process.exitCode = 1;
} finally {
	for (const close of closing.reverse()) await close();
}
process.exit();

async function run(env: Env): Promise<void> {
	closing.push(await claimDataDir(env.TOUCHLINE_DATA_DIR));
	await requirePort(env.HOST, env.PORT);
	await checkFixtures(env);
	const danger = env.REDIS_URL && (await checkRedis(env.REDIS_URL));
	if (danger) say(danger);
	await ensureConsoleBuild(say);

	const databaseUrl = env.DATABASE_URL ?? (await startDatabase(env));
	const { admin, replay } = await prepareDatabase(databaseUrl, async (db) => {
		const admin = await adminPassword(env);
		await ensureOperator(db, admin.password);
		const demo = { seed: env.SIMULATED_SEED, speed: env.REPLAY_SPEED };
		requireOwnDatabase(env, await readReplay(db));
		return { admin, replay: env.FOOTBALL_SOURCE ? null : await prepareDemo(db, demo) };
	});

	const models = await chooseModels(env);
	const logDir = path.join(env.TOUCHLINE_DATA_DIR, 'logs');
	const supervisor = createSupervisor({
		env: { ...models.env, DATABASE_URL: databaseUrl, NODE_ENV: env.NODE_ENV },
		logDir,
		report: (line) => process.stderr.write(`${line}\n`),
	});
	closing.push(() => supervisor.stop());
	models.start(supervisor);
	supervisor.run('web', 'server/index.ts');
	startWorkers(supervisor);

	const url = consoleUrl(env);
	await Promise.race([waitForConsole(url, logDir), end]);
	if (!interrupt.aborted) say(welcome({ url, admin, replay, standIn: models.standIn }));
	await end;
	say('Stopping ...');
}

async function startDatabase(env: Env): Promise<string> {
	say('Starting Postgres ...');
	const postgres = await keepPostgres({ dataDir: embeddedDataDir(env), log: say });
	closing.push(() => postgres.stop());
	await ensureDatabase(postgres.adminUrl, embeddedDatabaseName(env));
	return postgres.urlOf(embeddedDatabaseName(env));
}

interface Welcome {
	url: string;
	admin: AdminPassword;
	replay: ReplayPlan | null;
	standIn: string | null;
}

function welcome({ url, admin, replay, standIn }: Welcome): string {
	const lines = ['', `The console is at ${url}`, `Log in as admin with ${passwordHint(admin)}`];
	if (replay) {
		lines.push(
			`Nothing is configured, so this is a replay: ${replay.competitionId} on ${replay.date}, at up to ${replay.speed} times real speed.`,
			'Set FOOTBALL_SOURCE to run on real fixtures (see README.md).',
		);
	}
	if (standIn) lines.push(`No model key is set, so stand-in models answer, at ${standIn}.`);
	return [...lines, 'Ctrl-C stops everything.', ''].join('\n');
}

function passwordHint({ password, file }: AdminPassword): string {
	return file ? `password ${password} (kept in ${file})` : 'the password in ADMIN_PASSWORD';
}
