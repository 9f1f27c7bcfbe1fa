import { readEnv } from './env.ts';
import { describeError } from './errors.ts';
import { openProcess } from './process.ts';
import { onShutdown } from './shutdown.ts';
import { createWebApp, webServices } from './web/app.ts';
import { closeServer, listen } from './web/listen.ts';
import { builtPages, developmentPages } from './web/pages.ts';

/** Real milliseconds after which a page says that the database does not answer. */
const PATIENCE = 8_000;

try {
	await startWeb();
} catch (error) {
	process.stderr.write(`The web process cannot start: ${describeError(error)}\n`);
	process.exit(1);
}

async function startWeb(): Promise<void> {
	const env = readEnv();
	const context = await openProcess('web', env, { answersWithin: PATIENCE });
	const { log } = context;
	const services = webServices(context);
	const development = env.NODE_ENV === 'development';
	const pages = await (development ? developmentPages(services) : builtPages(services));
	const app = createWebApp(services, { pages, development });
	const server = await listen(app, { host: env.HOST, port: env.PORT });
	log.info({ host: env.HOST, port: env.PORT }, 'listening');

	onShutdown(async () => {
		await closeServer(server);
		await context.close();
		log.info('stopped');
	}, log);
}
