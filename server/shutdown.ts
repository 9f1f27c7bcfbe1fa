import type { Logger } from './log.ts';

/** Real milliseconds that an orderly end may take before the process goes anyway. */
const PATIENCE = 15_000;

/**
 * Ends the process in good order, once: on SIGTERM and SIGINT, and when the supervisor that started it
 * has gone, so that no orphan keeps a port or works on.
 */
export function onShutdown(close: () => Promise<void>, log: Logger): void {
	let closing = false;

	function shutDown() {
		if (closing) return;
		closing = true;
		setTimeout(() => {
			log.error('did not end in time');
			process.exit(1);
		}, PATIENCE).unref();
		close().then(
			() => process.exit(0),
			(error: unknown) => {
				log.error({ err: error }, 'did not end in good order');
				process.exit(1);
			},
		);
	}

	process.on('SIGTERM', shutDown);
	process.on('SIGINT', shutDown);
	if (process.channel) {
		process.on('disconnect', shutDown);
		// Listening for the supervisor's end is no reason to live.
		process.channel.unref();
	}
}
