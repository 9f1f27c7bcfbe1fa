import { machineTime } from '../server/clock.ts';
import { embeddedDatabaseName, embeddedDataDir } from '../server/database-url.ts';
import { ensureDatabase } from '../server/databases.ts';
import { findEmbeddedPostgres, startEmbeddedPostgres } from '../server/embedded-postgres.ts';
import { readEnv } from '../server/env.ts';
import { describeError } from '../server/errors.ts';
import { prepareDatabase } from './launch/prepare-database.ts';
import { fillDatabase } from './seed/fill-database.ts';
import { readOptions } from './seed/options.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);
const closing: (() => Promise<void>)[] = [];

try {
	await main();
} catch (error) {
	say(describeError(error));
	process.exitCode = 1;
} finally {
	for (const close of closing.reverse()) await close();
}
process.exit();

async function main(): Promise<void> {
	const { matches, seed } = readOptions(process.argv);
	const startedAt = performance.now();
	const url = readEnv().DATABASE_URL ?? (await embeddedDatabase());
	const filled = await prepareDatabase(url, (db) =>
		fillDatabase(db, { matches, seed, now: new Date(machineTime()), say }),
	);
	const seconds = Math.round((performance.now() - startedAt) / 1_000);
	process.stdout.write(
		`${filled.matches} matches with ${filled.predictions} predictions; ${seconds} s. Look at them with: FOOTBALL_SOURCE=simulated npm start\n`,
	);
}

/** The database of an installation with real time: that of a demonstration belongs to the clock of its replay. */
async function embeddedDatabase(): Promise<string> {
	const env = readEnv();
	const name = embeddedDatabaseName({ ...env, FOOTBALL_SOURCE: env.FOOTBALL_SOURCE ?? 'simulated' });
	const dataDir = embeddedDataDir(env);
	const running = await findEmbeddedPostgres(dataDir);
	const postgres = running ?? (await startEmbeddedPostgres({ dataDir, log: say }));
	if (!running) closing.push(() => postgres.stop());
	await ensureDatabase(postgres.adminUrl, name);
	return postgres.urlOf(name);
}
