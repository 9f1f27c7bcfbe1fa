import { AppError } from '../../errors.ts';
import { countOf, listed } from '../../words.ts';

/** Ids that a refusal names; more are counted. */
const MOST_NAMED = 5;

/**
 * Those of the ids that nothing has.
 * @throws AppError 'not-found' when that is all of them
 */
export function unknownOf(named: { id: string; exists: boolean }[], what: 'failure' | 'match'): string[] {
	const unknown = named.filter(({ exists }) => !exists).map(({ id }) => id);
	if (unknown.length > 0 && unknown.length === named.length) throw nothing(unknown, what);
	return unknown;
}

function nothing(ids: string[], what: 'failure' | 'match'): AppError {
	const named = ids.slice(0, MOST_NAMED).map((id) => `"${id}"`);
	const more = ids.length - named.length;
	const all = listed(more > 0 ? [...named, countOf(more, 'other')] : named);
	return new AppError(
		'not-found',
		`There is no ${what} ${all}: ask for those that there are, and name one of them.`,
	);
}
