import type { Env } from '../../server/env.ts';
import { freePort } from './ports.ts';
import type { Supervisor } from './supervisor.ts';

const HOST = '127.0.0.1';

/** Real milliseconds that the stand-in models take to answer. */
const LATENCY = 150;

/** Variables for the pipeline's processes, and how to start what they need. */
export interface ModelsChoice {
	env: Record<string, string>;
	/** The address of models that stand in for real ones; null when real ones are asked. */
	standIn: string | null;
	start(supervisor: Supervisor): void;
}

/** Without an address and without a key there are no real models to ask: the stand-in server answers. */
export async function chooseModels(env: Env): Promise<ModelsChoice> {
	if (env.MODELS_URL || env.TOGETHER_API_KEY || env.SYNTHETIC_API_KEY) {
		return { env: {}, standIn: null, start: () => undefined };
	}
	const port = await freePort(HOST);
	const url = `http://${HOST}:${port}/v1`;
	return {
		env: { MODELS_URL: url, STAND_IN_MODELS: 'true' },
		standIn: url,
		start: (supervisor) =>
			supervisor.run('models', 'scripts/model-server/main.ts', [
				'--port',
				String(port),
				'--latency',
				String(LATENCY),
			]),
	};
}
