import type { Env } from '../env.ts';
import type { Logger } from '../log.ts';
import { traceTarget } from './trace-target.ts';

/**
 * Traces this process from now on, when a target is configured; else nothing of OpenTelemetry is loaded.
 * Call it before the database and the queues are opened.
 * @returns ends it: what was traced is sent, within 3 s
 */
export async function startTracing(process: string, env: Env, log: Logger): Promise<() => Promise<void>> {
	const target = traceTarget(process, env);
	if (!target) return () => Promise.resolve();
	const { openTelemetry } = await import('./open-telemetry.ts');
	return openTelemetry(target, log);
}
