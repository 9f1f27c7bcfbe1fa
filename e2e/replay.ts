import type { Client } from 'pg';
import { type ModelServer, startModelServer } from '../scripts/model-server/server.ts';
import { databaseUrl } from '../server/databases.ts';
import { startScratchPostgres } from '../server/scratch-postgres.ts';
import { changeDatabase } from './change-database.ts';
import { startCommand } from './command.ts';

export { test } from './guarded-browser.ts';
export { logIn } from './session.ts';

/** A replay of a simulated matchday, with its console in a browser. */
export interface RunningReplay {
	url: string;
	models: ModelServer;
	/** Makes every model call fail as the stand-in server's faults say; null heals them. */
	setFaults(faults: object[] | null): Promise<void>;
	/** Does something to the replay's database behind its back; its console has heard of it then. */
	inDatabase<Result>(work: (client: Client) => Promise<Result>): Promise<Result>;
	stop(): Promise<void>;
}

/** Starts the command that an operator would start, and waits until its console answers. */
export async function startReplay(faults: object[] | null = null): Promise<RunningReplay> {
	const models = await startModelServer({ latencyMs: 100 });
	const postgres = await startScratchPostgres();
	const closeServers = async () => {
		await models.close();
		await postgres.stop();
	};
	try {
		const setFaults = (wanted: object[] | null) => putFaults(models, wanted);
		if (faults) await setFaults(faults);
		const variables = { DATABASE_URL: postgres.adminUrl, LOG_LEVEL: 'warn' };
		const args = ['--speed', '900', '--models', models.url];
		const { url, pid, stop } = await startCommand('scripts/replay.ts', args, variables);
		const database = databaseUrl(postgres.adminUrl, `touchline_scratch_${pid}`);
		return {
			url,
			models,
			setFaults,
			inDatabase: (work) => changeDatabase(database, url, work),
			async stop() {
				await stop();
				await closeServers();
			},
		};
	} catch (error) {
		await closeServers();
		throw error;
	}
}

/** The process id of the worker of this kind that beat last. */
export async function workerPid(
	replay: RunningReplay,
	kind: 'scheduling' | 'prediction' | 'settlement',
): Promise<number> {
	const { rows } = await replay.inDatabase((client) =>
		client.query<{ pid: number }>(
			`SELECT pid FROM "WorkerHeartbeat" WHERE kind = $1 ORDER BY "beatAt" DESC LIMIT 1`,
			[kind],
		),
	);
	const pid = rows[0]?.pid;
	if (!pid) throw new Error(`No ${kind} worker has beaten yet.`);
	return pid;
}

async function putFaults(models: ModelServer, faults: object[] | null): Promise<void> {
	const answer = await fetch(new URL('/faults', models.url), {
		method: faults ? 'PUT' : 'DELETE',
		...(faults ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(faults) } : {}),
	});
	if (!answer.ok) throw new Error(`The model server refuses the faults: ${await answer.text()}`);
}
