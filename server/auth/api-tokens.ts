import type { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { AppError } from '../errors.ts';
import { recordAction } from '../pipeline/audit.ts';
import { plainText } from '../plain-text.ts';
import { type PeopleDeps, personCalled, personNamed } from './people.ts';
import { hashToken, newToken } from './tokens.ts';

/** A token by whose it is and what it is called. */
export const apiTokenNamed = personNamed.extend({ token: plainText.max(60) });

type Named = z.infer<typeof apiTokenNamed>;

/**
 * Makes a token, with which a program may do what the person may.
 * @returns the token itself, which is shown this once
 * @throws AppError 'not-found', 'conflict' when they have one of this name
 */
export async function addApiToken(
	{ db, realClock }: PeopleDeps,
	{ name, token }: Named,
	operatorId: string,
): Promise<Named & { secret: string }> {
	const { id } = await personCalled(db, name);
	const secret = newToken();
	try {
		await db.$transaction(async (tx) => {
			const at = realClock.now();
			await tx.apiToken.create({
				data: { tokenHash: hashToken(secret), name: token, operatorId: id, createdAt: at },
			});
			await recordAction(tx, { operatorId, at, action: 'tokens.add', detail: { name, token } });
		});
	} catch (error) {
		if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')) throw error;
		throw new AppError('conflict', `"${name}" has a token "${token}" already: take another name for it.`, {
			cause: error,
		});
	}
	return { name, token, secret };
}

/** Takes a token away; what sends it is refused at once. @throws AppError 'not-found' */
export async function removeApiToken(
	{ db, realClock, tokens }: PeopleDeps,
	{ name, token }: Named,
	operatorId: string,
): Promise<Named> {
	const { id } = await personCalled(db, name);
	await db.$transaction(async (tx) => {
		const { count } = await tx.apiToken.deleteMany({ where: { operatorId: id, name: token } });
		if (count === 0) {
			throw new AppError('not-found', `"${name}" has no token "${token}": Settings lists those there are.`);
		}
		const at = realClock.now();
		await recordAction(tx, { operatorId, at, action: 'tokens.remove', detail: { name, token } });
	});
	tokens.forgetAll();
	return { name, token };
}
