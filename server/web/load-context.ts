import type { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { Response as ExpressResponse, Request } from 'express';
import type { WebServices } from '../trpc/context.ts';
import { type Caller, createCaller } from '../trpc/router.ts';
import { requestContext } from './request-context.ts';
import { nonceOf } from './security.ts';

declare module '@remix-run/node' {
	interface AppLoadContext extends LoadContext {}
}

/** What loaders and actions work with. */
export type LoadContext = {
	/**
	 * Calls procedures for this request. What they refuse becomes an error page of the right status, and
	 * without a session the way to the login.
	 */
	caller: Caller;
	/** The same, with the error thrown as it is, for actions that show it beside their form. */
	plainCaller: Caller;
	/** Of the scripts that the page's content security policy allows. */
	nonce: string;
	/** For what goes wrong while a page is rendered. */
	reportError(error: unknown): void;
};

export function loadContext(services: WebServices, req: Request, res: ExpressResponse): LoadContext {
	const context = requestContext(services, req, res);
	return {
		caller: createCaller(context, {
			onError({ error }) {
				throw errorResponse(error, pageOf(req.originalUrl));
			},
		}),
		plainCaller: createCaller(context),
		nonce: nonceOf(res),
		reportError: (error) => services.log.error({ err: error }, 'a page could not be rendered'),
	};
}

function errorResponse(error: TRPCError, page: string): Response {
	if (error.code === 'UNAUTHORIZED') {
		const location = page === '/' ? '/login' : `/login?to=${encodeURIComponent(page)}`;
		return new Response(null, { status: 302, headers: { location } });
	}
	return new Response(error.message, {
		status: getHTTPStatusCodeFromError(error),
		headers: { 'content-type': 'text/plain; charset=utf-8' },
	});
}

/** The page that a request is about: Remix asks for a page's data at the same path with ".data" added. */
export function pageOf(originalUrl: string): string {
	const { pathname, searchParams } = new URL(originalUrl, 'http://console.invalid');
	searchParams.delete('_routes');
	searchParams.delete('index');
	const path = pathname.replace(/^\/_root\.data$/, '/').replace(/\.data$/, '');
	return searchParams.size > 0 ? `${path}?${searchParams}` : path;
}
