import type { Request, Response } from 'express';
import { authenticate } from '../auth/authenticate.ts';
import type { SignedInOperator } from '../auth/operators.ts';
import { clearedSessionCookie, sessionCookie, sessionToken } from '../auth/session-cookie.ts';
import type { RequestContext, WebServices } from '../trpc/context.ts';

/** What the procedures that answer this request work with. */
export function requestContext(services: WebServices, req: Request, res: Response): RequestContext {
	const { cookie, authorization } = req.headers;
	const ip = req.ip ?? '';
	let asked: Promise<SignedInOperator | null> | undefined;
	return {
		...services,
		ip,
		sessionToken: sessionToken(cookie),
		operator() {
			const adminPassword = req.get('x-admin-password');
			asked ??= authenticate(services, { cookie, authorization, adminPassword, ip });
			return asked;
		},
		setSession(token) {
			const { secure } = req;
			const header = token === null ? clearedSessionCookie({ secure }) : sessionCookie(token, { secure });
			res.append('Set-Cookie', header);
		},
	};
}
