import { type Clock, SECOND } from '../clock.ts';
import type { Database } from '../db.ts';
import { createSharedAnswers } from '../shared-answers.ts';
import { SIGNED_IN, type SignedInOperator } from './operators.ts';
import { sessionOperator } from './sessions.ts';
import { hashToken } from './tokens.ts';

/** Who the tokens of requests belong to. */
export interface TokenOwners {
	/** Null for a session that has ended or expired. */
	ofSession(token: string): Promise<SignedInOperator | null>;
	/** Null for a token that nobody has. */
	ofApiToken(token: string): Promise<SignedInOperator | null>;
	/** The session has ended: it lets nobody in from now on. */
	forget(token: string): void;
	/** Somebody may more or less than before, or is no longer let in. */
	forgetAll(): void;
}

/** Real milliseconds that an owner is known: for so long a session, or a role, lives on that another process has ended. */
const KEPT = 5 * SECOND;
/** Tokens that are remembered at most. */
const MOST = 1_000;

/**
 * Looks tokens up, once for all the requests that a moment brings: a page is many requests, and an operator has many
 * pages. Tokens that are not known are looked up each time.
 * @param realClock real time: sessions do not run on the replay's clock
 */
export function createTokenOwners(db: Database, realClock: Clock): TokenOwners {
	const owners = createSharedAnswers({ realClock, life: KEPT, most: MOST });

	async function known(
		token: string,
		lookUp: () => Promise<SignedInOperator | null>,
	): Promise<SignedInOperator | null> {
		const key = hashToken(token);
		const owner = await owners.share(key, lookUp);
		if (owner === null) owners.forget(key);
		return owner;
	}

	return {
		ofSession: (token) => known(token, () => sessionOperator(db, token, realClock.now())),
		ofApiToken: (token) => known(`api ${token}`, () => apiTokenOperator(db, token)),
		forget: (token) => owners.forget(hashToken(token)),
		forgetAll: () => owners.forget(),
	};
}

async function apiTokenOperator(db: Database, token: string): Promise<SignedInOperator | null> {
	const known = await db.apiToken.findUnique({
		where: { tokenHash: hashToken(token), operator: { removedAt: null } },
		select: { operator: { select: SIGNED_IN } },
	});
	return known?.operator ?? null;
}
