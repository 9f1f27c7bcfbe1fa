import type { Database } from '../db.ts';
import { hashPassword, isPassword } from './passwords.ts';

/** The one operator that a fresh installation has. */
export const ADMIN = 'admin';

/** Who is acting. */
export interface SignedInOperator {
	id: string;
	name: string;
}

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
