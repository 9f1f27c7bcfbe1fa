import { hash, type Options, verify } from '@node-rs/argon2';

/** Argon2id (the library's default) with the parameters that OWASP's password storage cheat sheet asks for. */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
	return hash(password, COST);
}

export function isPassword(passwordHash: string, password: string): Promise<boolean> {
	return verify(passwordHash, password);
}
