import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { mayOnlyLook } from '../../auth/may-only-look.ts';
import type { SignedInOperator } from '../../auth/operators.ts';
import { recordAction } from '../../pipeline/audit.ts';
import { requireOperator, type WebServices } from '../../trpc/context.ts';
import { toTrpcError } from '../../trpc/errors.ts';
import { createCaller } from '../../trpc/router.ts';
import { requestContext } from '../request-context.ts';
import { isReading } from '../security.ts';
import { boardSecurity } from './board-security.ts';
import { controlOnBoard } from './control-on-board.ts';
import { BOARD, openBoard } from './open-board.ts';

/** The one place that says who may change jobs on the board; the others may look. */
const mayChange = ({ role }: SignedInOperator) => role === 'operator';

/**
 * bull-board, for the depths of the queues, behind the console's login. Each change is written down before it is made.
 * Queues are paused on it as in the console, and what would contradict the console is refused.
 */
export function boardRoutes(services: WebServices): Router {
	const board = {
		reading: openedOnce(() => openBoard(services.queues, true)),
		changing: openedOnce(() => openBoard(services.queues, false)),
	};

	/** What answers the request; null when it is answered. */
	async function admit(req: Request, res: Response): Promise<RequestHandler | null> {
		const context = requestContext(services, req, res);
		const operator = await requireOperator(context);
		const changes = mayChange(operator);
		if (isReading(req)) return changes ? board.changing() : board.reading();
		if (!changes) throw mayOnlyLook(operator);
		if (await controlOnBoard(createCaller(context), req.path)) {
			res.status(200).json({});
			return null;
		}
		await writeDown(services, operator, req);
		return board.changing();
	}

	const serve: RequestHandler = (req, res, next) => {
		admit(req, res)
			.then(
				(handle) => handle?.(req, res, next),
				(error: unknown) => refuse(services, error, req, res),
			)
			.catch(next);
	};

	return Router().use(boardSecurity, serve);
}

/** Before it is made: what cannot be written down is not done. */
async function writeDown(
	{ db, realClock }: WebServices,
	{ id: operatorId }: SignedInOperator,
	{ method, path }: Request,
): Promise<void> {
	await recordAction(db, {
		operatorId,
		at: realClock.now(),
		action: 'board.change',
		detail: { method, path },
	});
}

/** A page leads to the login; a program is told what it lacks. */
function refuse(services: WebServices, error: unknown, req: Request, res: Response): void {
	// What a procedure has thrown was translated, and logged, there.
	const refusal = error instanceof TRPCError ? error : toTrpcError(error, services.log);
	res.set('Cache-Control', 'no-store');
	if (refusal.code === 'UNAUTHORIZED' && req.method === 'GET' && !req.path.startsWith('/api/')) {
		const page = BOARD + (req.path === '/' ? '' : req.path);
		res.redirect(`/login?to=${encodeURIComponent(page)}`);
		return;
	}
	res.status(getHTTPStatusCodeFromError(refusal)).json({ error: refusal.message });
}

/** Opens it for the first who asks; when that fails, for the next one. */
function openedOnce<Opened>(open: () => Promise<Opened>): () => Promise<Opened> {
	let opened: Promise<Opened> | undefined;
	return () => {
		opened ??= open().catch((error: unknown) => {
			opened = undefined;
			throw error;
		});
		return opened;
	};
}
