import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { SECOND } from '../clock.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { SIGNED_IN, type SignedInOperator } from './operators.ts';
import { hashPassword, isPassword } from './passwords.ts';
import { newToken } from './tokens.ts';

/** Wrong passwords from one address for one name before it has to wait, the same for all names, and for how many seconds. */
const TRIES = 10;
const TRIES_OF_ADDRESS = 50;
const PAUSE = 300;

export interface PasswordAttempt {
	name: string;
	password: string;
	/** The address that it came from. */
	ip: string;
}

/**
 * Checks names and passwords.
 * @throws AppError 'unauthenticated' when they do not fit, 'rate-limited' after ten wrong ones
 */
export type PasswordLogin = (attempt: PasswordAttempt) => Promise<SignedInOperator>;

/** The count of wrong passwords is kept by this process alone. */
export function createPasswordLogin(db: Database): PasswordLogin {
	const limits = [
		{ limiter: new RateLimiterMemory({ points: TRIES, duration: PAUSE }), keyOf: forName },
		{ limiter: new RateLimiterMemory({ points: TRIES_OF_ADDRESS, duration: PAUSE }), keyOf: forAddress },
	];

	return async ({ name, password, ip }) => {
		// Counted before it is checked, so that many tries at once are not all let through.
		for (const { limiter, keyOf } of limits) {
			await limiter.consume(keyOf({ name, ip })).catch((refusal: unknown) => {
				throw refusal instanceof RateLimiterRes ? tooMany(refusal) : refusal;
			});
		}
		const known = await db.operator.findUnique({
			where: { name, removedAt: null },
			select: { ...SIGNED_IN, passwordHash: true },
		});
		// A name that nobody has takes as long as a wrong password: the time tells no names.
		const fits = await isPassword(known?.passwordHash ?? (await nobodysHash()), password);
		if (!known || !fits) {
			throw new AppError('unauthenticated', 'The name or the password is wrong: check both and try again.');
		}
		for (const { limiter, keyOf } of limits) await limiter.reward(keyOf({ name, ip }));
		const { passwordHash: _, ...operator } = known;
		return operator;
	};
}

type Sender = Pick<PasswordAttempt, 'name' | 'ip'>;
const forName = ({ name, ip }: Sender) => `${ip} ${name}`;
const forAddress = ({ ip }: Sender) => ip;

let hashOfNobody: Promise<string> | undefined;

function nobodysHash(): Promise<string> {
	hashOfNobody ??= hashPassword(newToken());
	return hashOfNobody;
}

function tooMany({ msBeforeNext }: RateLimiterRes): AppError {
	const seconds = Math.ceil(msBeforeNext / SECOND);
	return new AppError('rate-limited', `Too many wrong passwords: wait ${seconds} s, then try again.`);
}
