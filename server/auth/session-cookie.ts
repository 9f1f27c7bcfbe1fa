import { parseCookie, stringifySetCookie } from 'cookie';
import { SECOND } from '../clock.ts';
import { SESSION_LIFE } from './sessions.ts';

const NAME = 'touchline_session';

/** The session's token in a request's `Cookie` header. */
export function sessionToken(header: string | undefined): string | null {
	return parseCookie(header ?? '')[NAME] ?? null;
}

/** A `Set-Cookie` header that keeps the token where scripts cannot read it. */
export function sessionCookie(token: string, { secure }: { secure: boolean }): string {
	return stringifySetCookie(NAME, token, { ...ATTRIBUTES, secure, maxAge: SESSION_LIFE / SECOND });
}

/** A `Set-Cookie` header that takes the token away. */
export function clearedSessionCookie({ secure }: { secure: boolean }): string {
	return stringifySetCookie(NAME, '', { ...ATTRIBUTES, secure, maxAge: 0 });
}

const ATTRIBUTES = { httpOnly: true, sameSite: 'lax', path: '/' } as const;
