import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

const nonces = new WeakMap<object, string>();

/** The nonce that this response's scripts and styles need. */
export function nonceOf(res: Response): string {
	const known = nonces.get(res) ?? randomBytes(16).toString('base64');
	nonces.set(res, known);
	return known;
}

/**
 * Security headers. Scripts and styles come only from our own files or with the response's nonce.
 * @param development lets Vite add its styles and talk to the browser
 */
export function securityHeaders({ development }: { development: boolean }): RequestHandler {
	return (req, res, next) =>
		helmet({
			contentSecurityPolicy: {
				useDefaults: false,
				directives: {
					defaultSrc: ["'self'"],
					scriptSrc: ["'self'", `'nonce-${nonceOf(res)}'`],
					scriptSrcAttr: ["'none'"],
					styleSrc: ["'self'", development ? "'unsafe-inline'" : `'nonce-${nonceOf(res)}'`],
					styleSrcAttr: ["'unsafe-inline'"],
					imgSrc: ["'self'", 'data:'],
					connectSrc: development ? ["'self'", 'ws:'] : ["'self'"],
					objectSrc: ["'none'"],
					baseUri: ["'none'"],
					formAction: ["'self'"],
					frameAncestors: ["'none'"],
				},
			},
			// Without an origin in the form's request, the check below could not tell it from a foreign one.
			referrerPolicy: { policy: 'same-origin' },
			strictTransportSecurity: req.secure,
		})(req, res, next);
}

const READING = ['GET', 'HEAD', 'OPTIONS'];

/** Whether a request changes nothing, by its method. */
export function isReading({ method }: Pick<Request, 'method'>): boolean {
	return READING.includes(method);
}

/**
 * Refuses what another site's page makes a browser send. Programs send neither of the two headers.
 * https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export const sameOrigin: RequestHandler = (req, res, next) => {
	const site = req.get('sec-fetch-site');
	const origin = req.get('origin');
	const foreign =
		site !== undefined
			? site !== 'same-origin' && site !== 'none'
			: origin !== undefined && hostOf(origin) !== req.get('host');
	if (isReading(req) || !foreign) return next();
	res
		.status(403)
		.json({ error: 'This request came from another site: open the console itself and try again there.' });
};

function hostOf(origin: string): string | null {
	return URL.canParse(origin) ? new URL(origin).host : null;
}
