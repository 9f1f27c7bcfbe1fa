import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureOperator } from '../server/auth/operators.ts';
import { readEnv } from '../server/env.ts';
import { describeError } from '../server/errors.ts';
import { openProcess } from '../server/process.ts';
import { NO_PROGRESS, type ReplayProgress } from '../server/replay/progress.ts';
import { createReplay, type ReplayPlan } from '../server/replay/replay.ts';
import { adminPassword } from './launch/admin-password.ts';
import { consoleUrl, waitForConsole } from './launch/console.ts';
import { ensureConsoleBuild } from './launch/console-build.ts';
import { interrupted } from './launch/interrupt.ts';
import { startWorkers } from './launch/pipeline.ts';
import { requirePort } from './launch/ports.ts';
import { prepareDatabase } from './launch/prepare-database.ts';
import { openScratchDatabase } from './launch/scratch-database.ts';
import { chooseModels } from './launch/stand-in-models.ts';
import { createSupervisor } from './launch/supervisor.ts';
import { exportPredictions, requireWritable } from './replay/export.ts';
import { findMatchday, type ReplayMatchday } from './replay/matchday.ts';
import { type ReplayOptions, readOptions } from './replay/options.ts';
import { watchReplay } from './replay/watch.ts';

const startedAt = performance.now();
const closing: (() => Promise<void>)[] = [];
const interrupt = interrupted();
const end = once(interrupt, 'abort');

/** What a person wants to know on the way goes here; standard output is for the result. */
const say = (line: string) => process.stderr.write(`${line}\n`);

try {
	process.exitCode = await main(readOptions(process.argv));
} catch (error) {
	say(describeError(error));
	process.exitCode = 1;
} finally {
	for (const close of closing.reverse()) await close();
}
process.exit();

async function main(options: ReplayOptions): Promise<number> {
	const env = readEnv();
	const port = options.port ?? env.PORT;
	if (options.export) await requireWritable(options.export);
	const matchday = await findMatchday(options, say);
	if (matchday.playable.length === 0) {
		if (options.export) await writeFile(options.export, '');
		report(options, NO_PROGRESS);
		return 0;
	}
	if (!options.exit) {
		await requirePort(env.HOST, port);
		await ensureConsoleBuild(say);
	}

	const scratch = await openScratchDatabase(env);
	closing.push(() => scratch.discard());
	const replay = await prepareReplay(scratch.url, matchday, options, (await adminPassword(env)).password);

	const models = await chooseModels(options.models ? { ...env, MODELS_URL: options.models } : env);
	const logDir = path.join(env.TOUCHLINE_DATA_DIR, 'logs', 'replay');
	const supervisor = createSupervisor({
		env: {
			...(options.models ? { MODELS_URL: options.models } : {}),
			...models.env,
			DATABASE_URL: scratch.url,
			PORT: String(port),
			NODE_ENV: env.NODE_ENV,
		},
		logDir,
		report: say,
	});
	closing.push(() => supervisor.stop());
	models.start(supervisor);
	startWorkers(supervisor);
	if (!options.exit) {
		supervisor.run('web', 'server/index.ts');
		const url = consoleUrl({ ...env, PORT: port });
		await Promise.race([waitForConsole(url, logDir), end]);
		if (!interrupt.aborted)
			say(
				`The console is at ${url}; log in as admin, the password is in ${env.TOUCHLINE_DATA_DIR}/admin-password or ADMIN_PASSWORD.`,
			);
	}

	const context = await openProcess('replay', { ...env, DATABASE_URL: scratch.url, LOG_LEVEL: 'silent' });
	closing.push(() => context.close());
	const lastKickoff = matchday.playable.at(-1)?.kickoffAt ?? context.clock.now();
	const progress = await watchReplay(context, replay, { lastKickoff, logDir, say, signal: interrupt });
	if (options.export) await exportPredictions(context.db, replay, options.export);
	report(options, progress);
	if (!options.exit && !interrupt.aborted) {
		say('The replay is over. Ctrl-C ends the console.');
		await end;
	}
	return hasEnded(progress, matchday.playable.length) ? 0 : 1;
}

/** Says why not, where a replay did not come to its end. */
function hasEnded({ over, matches, unsettled }: ReplayProgress, expected: number): boolean {
	if (over && matches === expected) return unsettled.length === 0;
	say(interrupt.aborted ? 'The replay was interrupted.' : 'The replay was given up before its end.');
	return false;
}

function prepareReplay(
	url: string,
	{ source, competition, playable }: ReplayMatchday,
	{ date, speed, scoreCounts }: ReplayOptions,
	password: string,
): Promise<ReplayPlan> {
	return prepareDatabase(url, async (db) => {
		await ensureOperator(db, password);
		await db.competition.create({ data: { ...competition, ...(scoreCounts ? { scoreCounts } : {}) } });
		const replay = { competitionId: competition.id, date, source, speed };
		const [first] = playable;
		if (first) await createReplay(db, replay, first.kickoffAt);
		return replay;
	});
}

function report(
	{ json }: ReplayOptions,
	{ over: _over, owed: _owed, unsettled, ...result }: ReplayProgress,
): void {
	for (const reason of unsettled) say(reason);
	const durationMs = Math.round(performance.now() - startedAt);
	if (json) return void process.stdout.write(`${JSON.stringify({ ...result, durationMs })}\n`);
	const { matches, finished, predictions, settled } = result;
	process.stdout.write(
		`${matches} matches, ${finished} finished, ${settled} settled; ${predictions.stored} of ${predictions.expected} predictions stored, ` +
			`${predictions.onTime} on time, ${predictions.retroactive} retroactive; ${Math.round(durationMs / 1000)} s.\n`,
	);
}
