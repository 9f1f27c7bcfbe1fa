import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { Request, RequestHandler, Response } from 'express';
import { requireOperator, type WebServices } from '../../trpc/context.ts';
import { toTrpcError } from '../../trpc/errors.ts';
import { type Caller, createCaller } from '../../trpc/router.ts';
import { requestContext } from '../request-context.ts';

/** A request of an operator. */
export interface Asked extends Pick<Request, 'query' | 'params'> {
	/** Calls procedures for it. */
	caller: Caller;
	/** What was sent as JSON; nobody has looked at it. */
	body: unknown;
}

export interface Answer {
	/** 200 by default. */
	status?: number;
	body: object;
	/** Where what was begun can be followed. */
	location?: string;
}

/** Makes route handlers that answer operators in JSON, and refuse what cannot be done as tRPC does. */
export function answering(
	services: WebServices,
): (give: (asked: Asked) => Promise<Answer>) => RequestHandler {
	return (give) => async (req, res) => {
		const context = requestContext(services, req, res);
		res.set('Cache-Control', 'no-store');
		try {
			await requireOperator(context);
			const { query, params } = req;
			const answer = await give({ caller: createCaller(context), query, params, body: req.body });
			if (answer.location !== undefined) res.location(answer.location);
			res.status(answer.status ?? 200).json(answer.body);
		} catch (error) {
			answerRefusal(services, res, error);
		}
	};
}

/** Says in JSON why something was refused, with its status. */
export function answerRefusal({ log }: WebServices, res: Response, error: unknown): void {
	// What a procedure has thrown was translated, and logged, there.
	const refusal = error instanceof TRPCError ? error : toTrpcError(error, log);
	res.status(getHTTPStatusCodeFromError(refusal)).json({ error: refusal.message });
}
