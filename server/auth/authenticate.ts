import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { ADMIN, type SignedInOperator } from './operators.ts';
import type { PasswordLogin } from './password-login.ts';
import { sessionToken } from './session-cookie.ts';
import { sessionOperator } from './sessions.ts';
import { hashToken } from './tokens.ts';

/** What a request shows of who sent it. */
export interface Credentials {
	cookie: string | undefined;
	authorization: string | undefined;
	/** The `X-Admin-Password` header. */
	adminPassword: string | undefined;
	ip: string;
}

interface AuthDeps {
	db: Database;
	login: PasswordLogin;
	/** Real time: sessions do not run on the replay's clock. */
	now: Date;
}

/**
 * Who sent a request: by API token, admin password or session cookie, in this order. Null when it shows
 * none of them, or a session that has ended.
 * @throws AppError 'unauthenticated' for a wrong token or password, 'rate-limited' after too many
 */
export async function authenticate(
	{ db, login, now }: AuthDeps,
	credentials: Credentials,
): Promise<SignedInOperator | null> {
	const { authorization, adminPassword, cookie, ip } = credentials;
	if (authorization !== undefined) return tokenOperator(db, authorization);
	if (adminPassword !== undefined) return login({ name: ADMIN, password: adminPassword, ip });
	const token = sessionToken(cookie);
	return token === null ? null : sessionOperator(db, token, now);
}

async function tokenOperator(db: Database, authorization: string): Promise<SignedInOperator> {
	const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
	const known =
		token === undefined
			? null
			: await db.apiToken.findUnique({
					where: { tokenHash: hashToken(token) },
					select: { operator: { select: { id: true, name: true } } },
				});
	if (known) return known.operator;
	throw new AppError(
		'unauthenticated',
		'The API token is not known: send a valid one as "Authorization: Bearer <token>".',
	);
}
