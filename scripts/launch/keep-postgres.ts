import { accepts } from '../../server/databases.ts';
import {
	type EmbeddedPostgres,
	type EmbeddedPostgresOptions,
	startEmbeddedPostgres,
} from '../../server/embedded-postgres.ts';
import { describeError } from '../../server/errors.ts';
import { pause } from '../../server/pause.ts';

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
			await pause(LOOK_EVERY, stopping.signal);
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
