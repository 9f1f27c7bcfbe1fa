import { AppError } from '../errors.ts';
import type { SignedInOperator } from './operators.ts';
import type { PasswordLogin } from './password-login.ts';
import { ADMIN } from './roles.ts';
import { sessionToken } from './session-cookie.ts';
import type { TokenOwners } from './token-owners.ts';

/** What a request shows of who sent it. */
export interface Credentials {
	cookie: string | undefined;
	authorization: string | undefined;
	/** The `X-Admin-Password` header. */
	adminPassword: string | undefined;
	ip: string;
}

interface AuthDeps {
	tokens: TokenOwners;
	login: PasswordLogin;
}

/**
 * Who sent a request: by API token, admin password or session cookie, in this order. Null when it shows
 * none of them, or a session that has ended.
 * @throws AppError 'unauthenticated' for a wrong token or password, 'rate-limited' after too many
 */
export async function authenticate(
	{ tokens, login }: AuthDeps,
	credentials: Credentials,
): Promise<SignedInOperator | null> {
	const { authorization, adminPassword, cookie, ip } = credentials;
	if (authorization !== undefined) return tokenOperator(tokens, authorization);
	if (adminPassword !== undefined) return login({ name: ADMIN, password: adminPassword, ip });
	const token = sessionToken(cookie);
	return token === null ? null : tokens.ofSession(token);
}

async function tokenOperator(tokens: TokenOwners, authorization: string): Promise<SignedInOperator> {
	const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
	const operator = token === undefined ? null : await tokens.ofApiToken(token);
	if (operator) return operator;
	throw new AppError(
		'unauthenticated',
		'The API token is not known: send a valid one as "Authorization: Bearer <token>".',
	);
}
