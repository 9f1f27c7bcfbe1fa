import path from 'node:path';
import { readEnv } from '../../server/env.ts';
import { openProcess, type ProcessContext } from '../../server/process.ts';
import { startScratchRedis } from '../../server/scratch-redis.ts';
import { freePort } from '../launch/ports.ts';
import { prepareDatabase } from '../launch/prepare-database.ts';
import { openScratchDatabase } from '../launch/scratch-database.ts';
import { createSupervisor } from '../launch/supervisor.ts';

export interface Bench {
	context: ProcessContext;
	/** The stand-in model server's address. */
	modelsUrl: string;
	close(): Promise<void>;
}

/** What a bench is told from the command line. */
export interface BenchOptions {
	backend: 'postgres' | 'redis';
	/** In the database, where a bench fills one. */
	matches: number;
	say(line: string): void;
}

export interface BenchNeeds extends Omit<BenchOptions, 'matches'> {
	workers: ('scheduling' | 'prediction' | 'settlement')[];
	/** Milliseconds that the stand-in models take to answer. */
	modelLatency?: number;
}

/** A scratch database with real worker processes and a model server around it; all of it ends with `close`. */
export async function openBench({ backend, workers, modelLatency, say }: BenchNeeds): Promise<Bench> {
	const closing: (() => Promise<void>)[] = [];
	const close = async () => {
		for (const step of closing.reverse()) await step();
	};
	try {
		const env = { ...readEnv(), ...(await queuesOn(backend, closing)) };
		const scratch = await openScratchDatabase(env);
		closing.push(() => scratch.discard());
		await prepareDatabase(scratch.url, async () => undefined);

		const port = await freePort('127.0.0.1');
		const modelsUrl = `http://127.0.0.1:${port}/v1`;
		const supervisor = createSupervisor({
			env: {
				DATABASE_URL: scratch.url,
				REDIS_URL: env.REDIS_URL ?? '',
				MODELS_URL: modelsUrl,
				NODE_ENV: 'production',
				LOG_LEVEL: 'warn',
			},
			logDir: path.join(env.TOUCHLINE_DATA_DIR, 'logs', 'bench'),
			report: say,
		});
		closing.push(() => supervisor.stop());
		if (modelLatency !== undefined) {
			const args = ['--port', String(port), '--latency', String(modelLatency)];
			supervisor.run('models', 'scripts/model-server/main.ts', args);
		}
		for (const name of workers) supervisor.run(name, `workers/${name}.ts`);

		const context = await openProcess('bench', { ...env, DATABASE_URL: scratch.url, LOG_LEVEL: 'silent' });
		closing.push(() => context.close());
		return { context, modelsUrl, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** The benches bring their own Redis: what is measured shares it with nobody. */
async function queuesOn(
	backend: BenchOptions['backend'],
	closing: (() => Promise<void>)[],
): Promise<{ REDIS_URL: string | undefined }> {
	if (backend === 'postgres') return { REDIS_URL: undefined };
	const redis = await startScratchRedis();
	closing.push(() => redis.stop());
	return { REDIS_URL: redis.url };
}
