import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import express, { type RequestHandler, Router } from 'express';
import { AppError } from '../errors.ts';
import type { WebServices } from '../trpc/context.ts';
import { loadContext } from './load-context.ts';

/** Where `remix vite:build` puts the console. */
const BUILD = 'build';

/**
 * The console from its build: files whose names carry their content's hash may be kept for ever.
 * @throws AppError 'unavailable' when it has not been built
 */
export async function builtPages(services: WebServices): Promise<RequestHandler> {
	const file = path.resolve(BUILD, 'server/index.js');
	if (!existsSync(file)) {
		throw new AppError('unavailable', 'The console has not been built: run "npx remix vite:build" first.');
	}
	const build: ServerBuild = await import(pathToFileURL(file).href);
	const client = path.resolve(BUILD, 'client');
	const router = Router();
	router.use('/assets', express.static(path.join(client, 'assets'), { immutable: true, maxAge: '1y' }));
	router.use(express.static(client, { maxAge: '1h' }));
	router.use(remix(services, () => Promise.resolve(build)));
	return router;
}

/** The console from its sources, through Vite: changes show at once. */
export async function developmentPages(services: WebServices): Promise<RequestHandler> {
	const vite = await import('vite');
	const server = await vite.createServer({ server: { middlewareMode: true } });
	const router = Router();
	router.use(server.middlewares);
	router.use(
		remix(services, async () => {
			const build = await server.ssrLoadModule('virtual:remix/server-build');
			return isServerBuild(build) ? build : Promise.reject(new Error('Vite gave no server build'));
		}),
	);
	return router;
}

function isServerBuild(module: object): module is ServerBuild {
	return 'routes' in module && 'entry' in module;
}

function remix(services: WebServices, build: () => Promise<ServerBuild>): RequestHandler {
	const handle = createRequestHandler({
		build,
		getLoadContext: (req, res) => loadContext(services, req, res),
	});
	return (req, res, next) => {
		handle(req, res, next).catch(next);
	};
}
