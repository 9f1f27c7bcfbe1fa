import type { Database } from '../db.ts';
import { hashPassword, isPassword } from './passwords.ts';
import { ADMIN, type OperatorRole } from './roles.ts';

/** Who is acting. */
export interface SignedInOperator {
	id: string;
	name: string;
	role: OperatorRole;
}

/** What is read of whom a request came from. */
export const SIGNED_IN = { id: true, name: true, role: true } as const;

/**
 * Creates the operator "admin" with this password, or gives it this password. A changed password ends
 * all of its sessions; running it again with the same one changes nothing.
 */
export async function ensureOperator(db: Database, password: string): Promise<void> {
	const known = await db.operator.findUnique({ where: { name: ADMIN } });
	if (known && (await isPassword(known.passwordHash, password))) return;
	const passwordHash = await hashPassword(password);
	const operator = await db.operator.upsert({
		where: { name: ADMIN },
		create: { name: ADMIN, passwordHash },
		update: { passwordHash },
	});
	await db.session.deleteMany({ where: { operatorId: operator.id } });
}
