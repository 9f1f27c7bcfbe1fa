import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { SECOND } from '../clock.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import type { SignedInOperator } from './operators.ts';
import { isPassword } from './passwords.ts';

/** Wrong passwords from one address for one name before it has to wait, and for how many seconds. */
const TRIES = 10;
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
	const limiter = new RateLimiterMemory({ points: TRIES, duration: PAUSE });

	return async ({ name, password, ip }) => {
		const key = `${ip} ${name}`;
		// Counted before it is checked, so that many tries at once are not all let through.
		await limiter.consume(key).catch((refusal: unknown) => {
			throw refusal instanceof RateLimiterRes ? tooMany(refusal) : refusal;
		});
		const operator = await db.operator.findUnique({ where: { name } });
		if (!operator || !(await isPassword(operator.passwordHash, password))) {
			throw new AppError('unauthenticated', 'The name or the password is wrong: check both and try again.');
		}
		await limiter.reward(key);
		return { id: operator.id, name: operator.name };
	};
}

function tooMany({ msBeforeNext }: RateLimiterRes): AppError {
	const seconds = Math.ceil(msBeforeNext / SECOND);
	return new AppError('rate-limited', `Too many wrong passwords: wait ${seconds} s, then try again.`);
}
