import type { Database } from '../../db.ts';
import { AppError } from '../../errors.ts';

/** @throws AppError 'not-found' for an id that no match has */
export async function requireMatch(db: Pick<Database, 'match'>, id: string): Promise<void> {
	if (await db.match.findUnique({ where: { id }, select: { id: true } })) return;
	throw unknownMatch(id);
}

export function unknownMatch(id: string): AppError {
	return new AppError('not-found', `There is no match "${id}": choose one from the list of matches.`);
}
