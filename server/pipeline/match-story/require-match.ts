import type { Database } from '../../db.ts';
import { AppError } from '../../errors.ts';

/** Who plays. @throws AppError 'not-found' for an id that no match has */
export async function requireMatch(
	db: Pick<Database, 'match'>,
	id: string,
): Promise<{ home: string; away: string }> {
	const name = { select: { name: true } };
	const match = await db.match.findUnique({ where: { id }, select: { homeTeam: name, awayTeam: name } });
	if (!match) throw unknownMatch(id);
	return { home: match.homeTeam.name, away: match.awayTeam.name };
}

export function unknownMatch(id: string): AppError {
	return new AppError('not-found', `There is no match "${id}": choose one from the list of matches.`);
}
