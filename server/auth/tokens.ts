import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, for a cookie or a header. */
export function newToken(): string {
	return randomBytes(32).toString('base64url');
}

/** What is stored of a token: reading the table lets nobody in. */
export function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}
