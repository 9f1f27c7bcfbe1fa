import express, { type ErrorRequestHandler, type RequestHandler } from 'express';

/** 500 ids take a tenth of it. */
const LARGEST = '256kb';

const parse = express.json({ limit: LARGEST });

/** Reads a request's body, which has to be JSON and to say so. */
export const jsonBody: RequestHandler = (req, res, next) => {
	if (req.is('application/json')) return parse(req, res, next);
	res.status(415).json({
		error: 'Send JSON, and say so: curl --json does, or the header "content-type: application/json".',
	});
};

/** Says what is wrong with a body that could not be read. */
export const refusedBody: ErrorRequestHandler = (error, _req, res, next) => {
	const status = error instanceof Error && 'status' in error ? error.status : null;
	if (status === 413)
		res.status(413).json({ error: `The body is larger than ${LARGEST}: send fewer ids at once.` });
	else if (status === 400)
		res.status(400).json({ error: 'The body cannot be read as JSON: correct it and send it again.' });
	else next(error);
};
