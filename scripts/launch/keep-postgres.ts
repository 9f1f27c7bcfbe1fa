import { setTimeout as sleep } from 'node:timers/promises';
import { accepts } from '../../server/databases.ts';
import {
	type EmbeddedPostgres,
	type EmbeddedPostgresOptions,
	startEmbeddedPostgres,
} from '../../server/embedded-postgres.ts';
import { describeError } from '../../server/errors.ts';

/** Real milliseconds between two looks. */
const LOOK_EVERY = 2_000;

/**
 * Starts an embedded Postgres, and starts it again whenever it has died, on the same data and port.
 * @returns the server; its `stop` ends the watch first
 */
export async function keepPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
	const { log } = options;
	const postgres = await startEmbeddedPostgres(options);
	const stopping = new AbortController();
	const watching = watch();

	async function watch(): Promise<void> {
		while (!stopping.signal.aborted) {
			// Only the signal cuts the sleep short, and the loop looks at that itself.
			await sleep(LOOK_EVERY, undefined, { signal: stopping.signal }).catch(() => undefined);
			if (stopping.signal.aborted || (await accepts(postgres.adminUrl))) continue;
			log('Postgres does not answer; starting it again.');
			await startEmbeddedPostgres(options).then(
				({ adminUrl }) => {
					if (adminUrl !== postgres.adminUrl)
						log('Postgres came back on another port: stop Touchline and start it again.');
				},
				(error: unknown) => log(describeError(error)),
			);
		}
	}

	return {
		...postgres,
		async stop() {
			stopping.abort();
			await watching;
			await postgres.stop();
		},
	};
}
