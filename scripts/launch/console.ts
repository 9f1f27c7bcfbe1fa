import { setTimeout as sleep } from 'node:timers/promises';
import type { Env } from '../../server/env.ts';
import { AppError } from '../../server/errors.ts';

/** Real milliseconds that the web process may take to answer for the first time. */
const PATIENCE = 60_000;

/** Where a browser on this machine finds the console. */
export function consoleUrl({ HOST, PORT }: Pick<Env, 'HOST' | 'PORT'>): string {
	const host = HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST;
	return `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`;
}

/** @throws AppError ('unavailable') when the console does not answer in time */
export async function waitForConsole(url: string, logDir: string): Promise<void> {
	const deadline = performance.now() + PATIENCE;
	while (performance.now() < deadline) {
		// Until the process listens, every connection is refused.
		const answer = await fetch(`${url}/login`, { redirect: 'manual' }).catch(() => null);
		if (answer && answer.status < 500) return;
		await sleep(200);
	}
	throw new AppError('unavailable', `The console at ${url} does not answer: see ${logDir}/web.log.`);
}
