import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { recordAction } from '../pipeline/audit.ts';
import { plainText } from '../plain-text.ts';
import { hashPassword } from './passwords.ts';
import { ADMIN, type OperatorRole, PIPELINE, ROLES } from './roles.ts';
import type { TokenOwners } from './token-owners.ts';
import { newToken } from './tokens.ts';

/** Somebody who gets in. */
export interface Person {
	id: string;
	name: string;
	role: OperatorRole;
	/** Browsers in which they are logged in. */
	sessions: number;
	/** Their API tokens, by name; what a token is nobody can read. Real times. */
	tokens: { name: string; createdAt: Date }[];
}

export interface PeopleDeps {
	db: Database;
	/** The audit trail and sessions know no other time. */
	realClock: Clock;
	tokens: Pick<TokenOwners, 'forgetAll'>;
}

const name = plainText.max(60).refine((text) => !/\p{C}/u.test(text), 'has a character that cannot be seen');
const password = z.string().min(8, 'must have 8 characters at least').max(1_000);

/** A person as they are named: by who has them or by who looks for them. */
export const personNamed = z.object({ name });

/** What is said of a new person. */
export const newPerson = personNamed.extend({
	role: z.enum(ROLES),
	/** Made up when it is left out. */
	password: password.optional(),
});

/** What is said of a person's new password. */
export const newPassword = newPerson.omit({ role: true });

/** Who gets in, by name, "admin" first. */
export async function listPeople({ db, realClock }: Pick<PeopleDeps, 'db' | 'realClock'>): Promise<Person[]> {
	const people = await db.operator.findMany({
		where: { removedAt: null },
		select: selectPerson(realClock.now()),
		orderBy: { name: 'asc' },
	});
	return people.map(toPerson).sort((a, b) => Number(b.name === ADMIN) - Number(a.name === ADMIN));
}

/**
 * Lets somebody in. Whoever was removed comes back under the name, with what they did.
 * @returns them and their password, which is shown this once
 * @throws AppError 'conflict' when somebody has the name
 */
export async function addPerson(
	{ db, realClock }: PeopleDeps,
	{ name, role, password = newToken() }: z.infer<typeof newPerson>,
	operatorId: string,
): Promise<{ name: string; role: OperatorRole; password: string }> {
	if ([ADMIN, PIPELINE].includes(name.toLowerCase())) throw isTaken(name);
	const passwordHash = await hashPassword(password);
	try {
		await db.$transaction(async (tx) => {
			const { count } = await tx.operator.updateMany({
				where: { name, removedAt: { not: null } },
				data: { passwordHash, role, removedAt: null },
			});
			if (count === 0) await tx.operator.create({ data: { name, passwordHash, role } });
			const at = realClock.now();
			await recordAction(tx, { operatorId, at, action: 'people.add', detail: { name, role } });
		});
	} catch (error) {
		if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')) throw error;
		throw isTaken(name, error);
	}
	return { name, role, password };
}

function isTaken(name: string, cause?: unknown): AppError {
	return new AppError('conflict', `There is somebody called "${name}" already: take another name.`, {
		cause,
	});
}

/**
 * Lets somebody in no more: their sessions and tokens end at once; what they did keeps their name.
 * @throws AppError 'not-found', 'conflict' for "admin"
 */
export async function removePerson(
	{ db, realClock, tokens }: PeopleDeps,
	name: string,
	operatorId: string,
): Promise<{ name: string }> {
	const { id } = await changeable(db, name, 'cannot be removed');
	await db.$transaction(async (tx) => {
		const at = realClock.now();
		await tx.operator.update({ where: { id }, data: { removedAt: at } });
		await tx.session.deleteMany({ where: { operatorId: id } });
		await tx.apiToken.deleteMany({ where: { operatorId: id } });
		await recordAction(tx, { operatorId, at, action: 'people.remove', detail: { name } });
	});
	tokens.forgetAll();
	return { name };
}

/** Says what somebody may do from now on, also where they are logged in. @throws AppError 'not-found', 'conflict' for "admin" */
export async function setPersonRole(
	{ db, realClock, tokens }: PeopleDeps,
	{ name, role }: { name: string; role: OperatorRole },
	operatorId: string,
): Promise<{ name: string; role: OperatorRole }> {
	const { id, role: before } = await changeable(db, name, 'stays an operator');
	if (before !== role) {
		await db.$transaction(async (tx) => {
			await tx.operator.update({ where: { id }, data: { role } });
			const at = realClock.now();
			await recordAction(tx, { operatorId, at, action: 'people.role', detail: { name, role, before } });
		});
		tokens.forgetAll();
	}
	return { name, role };
}

/**
 * Gives somebody another password, and logs them out everywhere.
 * @returns it, which is shown this once
 * @throws AppError 'not-found', 'conflict' for "admin"
 */
export async function setPersonPassword(
	{ db, realClock, tokens }: PeopleDeps,
	{ name, password = newToken() }: z.infer<typeof newPassword>,
	operatorId: string,
): Promise<{ name: string; password: string }> {
	const { id } = await changeable(
		db,
		name,
		'has the password in ADMIN_PASSWORD: change it there and start again',
	);
	const passwordHash = await hashPassword(password);
	await db.$transaction(async (tx) => {
		await tx.operator.update({ where: { id }, data: { passwordHash } });
		await tx.session.deleteMany({ where: { operatorId: id } });
		const at = realClock.now();
		await recordAction(tx, { operatorId, at, action: 'people.password', detail: { name } });
	});
	tokens.forgetAll();
	return { name, password };
}

/** Somebody who gets in. @throws AppError 'not-found' */
export async function personCalled(db: Database, name: string): Promise<{ id: string; role: OperatorRole }> {
	const person = await db.operator.findUnique({
		where: { name, removedAt: null },
		select: { id: true, role: true },
	});
	if (person) return person;
	throw new AppError('not-found', `There is nobody called "${name}": Settings lists who gets in.`);
}

/** @throws AppError 'conflict' for "admin", whose rights are the installation's */
function changeable(db: Database, name: string, butAdmin: string) {
	if (name !== ADMIN) return personCalled(db, name);
	throw new AppError('conflict', `"${ADMIN}" ${butAdmin}.`);
}

function selectPerson(now: Date) {
	return {
		id: true,
		name: true,
		role: true,
		tokens: { select: { name: true, createdAt: true }, orderBy: { name: 'asc' } },
		_count: { select: { sessions: { where: { expiresAt: { gt: now } } } } },
	} as const satisfies Prisma.OperatorSelect;
}

type Read = Omit<Person, 'sessions'> & { _count: { sessions: number } };

function toPerson({ _count, ...person }: Read): Person {
	return { ...person, sessions: _count.sessions };
}
