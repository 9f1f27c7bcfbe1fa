import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { withLogFields } from '../log.ts';

/** What is taken over from a caller: long enough for a UUID or a trace, and harmless in a log. */
const SANE = /^[\w.:-]{1,64}$/;

/** Gives each request an id, the caller's own if it sends a sane one, and tells it; all that it logs carries it. */
export const requestId: RequestHandler = (req, res, next) => {
	const given = req.get('x-request-id');
	const id = given !== undefined && SANE.test(given) ? given : randomUUID();
	req.id = id;
	res.set('X-Request-Id', id);
	withLogFields({ request: id }, next);
};
