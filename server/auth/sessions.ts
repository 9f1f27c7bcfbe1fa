import { after, DAY } from '../clock.ts';
import type { Database } from '../db.ts';
import { SIGNED_IN, type SignedInOperator } from './operators.ts';
import { hashToken, newToken } from './tokens.ts';

/** How long a session lasts, in milliseconds of real time. */
export const SESSION_LIFE = 14 * DAY;

/** Starts a session and clears away those that have expired. @returns the cookie's token */
export async function startSession(db: Database, operatorId: string, now: Date): Promise<string> {
	const token = newToken();
	await db.session.deleteMany({ where: { expiresAt: { lte: now } } });
	await db.session.create({
		data: {
			tokenHash: hashToken(token),
			operatorId,
			createdAt: now,
			expiresAt: after(now, SESSION_LIFE),
		},
	});
	return token;
}

/** The operator of a session that has neither ended nor expired. */
export async function sessionOperator(
	db: Database,
	token: string,
	now: Date,
): Promise<SignedInOperator | null> {
	const session = await db.session.findUnique({
		where: { tokenHash: hashToken(token), expiresAt: { gt: now }, operator: { removedAt: null } },
		select: { operator: { select: SIGNED_IN } },
	});
	return session?.operator ?? null;
}

export async function endSession(db: Database, token: string): Promise<void> {
	await db.session.deleteMany({ where: { tokenHash: hashToken(token) } });
}
