import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * What bull-board's pages may do: their scripts are files of their own, their styles are also set by those. Everything else
 * is as in the console.
 */
export const boardSecurity: RequestHandler = helmet.contentSecurityPolicy({
	useDefaults: false,
	directives: {
		defaultSrc: ["'self'"],
		scriptSrc: ["'self'"],
		scriptSrcAttr: ["'none'"],
		styleSrc: ["'self'", "'unsafe-inline'"],
		imgSrc: ["'self'", 'data:'],
		objectSrc: ["'none'"],
		baseUri: ["'self'"],
		formAction: ["'self'"],
		frameAncestors: ["'none'"],
	},
});
