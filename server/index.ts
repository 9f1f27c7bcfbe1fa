import { watch } from './alerts/watch.ts';
import { readEnv } from './env.ts';
import { describeError } from './errors.ts';
import { openProcess } from './process.ts';
import { runRecurring } from './recurring.ts';
import { onShutdown } from './shutdown.ts';
import { createWebApp, webServices } from './web/app.ts';
import { closeServer, listen } from './web/listen.ts';
import { builtPages, developmentPages } from './web/pages.ts';

/** Real milliseconds after which a page says that the database does not answer. */
const PATIENCE = 8_000;

/** Real milliseconds between two looks for actions that another process, or an error, left unfinished. */
const TAKE_UP_EVERY = 5_000;

try {
	await startWeb();
} catch (error) {
	process.stderr.write(`The web process cannot start: ${describeError(error)}\n`);
	process.exit(1);
}

async function startWeb(): Promise<void> {
	const env = readEnv();
	const context = await openProcess('web', env, { answersWithin: PATIENCE });
	const { log, clock } = context;
	const services = webServices(context);
	const development = env.NODE_ENV === 'development';
	const pages = await (development ? developmentPages(services) : builtPages(services));
	const app = createWebApp(services, { pages, development });
	const server = await listen(app, { host: env.HOST, port: env.PORT });
	log.info({ host: env.HOST, port: env.PORT }, 'listening');

	const stop = new AbortController();
	const { failureActions } = services;
	const takingUp = runRecurring(
		[{ name: 'actions on failures', every: 0, run: () => failureActions.resume() }],
		{ clock, log, signal: stop.signal, beat: TAKE_UP_EVERY },
	);

	const watching = watch(services, stop.signal);

	onShutdown(async () => {
		stop.abort();
		await closeServer(server);
		await failureActions.close();
		await Promise.all([takingUp, watching]);
		await context.close();
		log.info('stopped');
	}, log);
}
