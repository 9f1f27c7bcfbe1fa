import { AppError } from '../../server/errors.ts';
import type { Asking } from './connection.ts';
import type { Selection } from './selection.ts';

/** Failures that were chosen, and how many they are now. */
export type Target = { count: number } & (
	| { by: 'group'; group: string; sinceDays: number }
	| { by: 'failure'; ids: string[] }
	| { by: 'all'; filter: Extract<Selection, { by: 'all' }>['filter'] }
);

/**
 * Counts what was chosen.
 * @throws AppError ('not-found') when there is no such group now
 */
export async function readTarget(asking: Asking, selection: Selection): Promise<Target> {
	const { client, options } = asking;
	switch (selection.by) {
		case 'group': {
			const { group: id, sinceDays } = selection;
			const { groups } = await client.failures.investigate.query({ sinceDays }, options);
			const group = groups.find((found) => found.id === id);
			if (!group) {
				throw new AppError(
					'not-found',
					`There is no group "${id}" now: see npm run touchline -- investigate.`,
				);
			}
			return { ...selection, count: group.failures };
		}
		case 'match': {
			const ids = (await Promise.all(selection.ids.map((id) => failuresOf(asking, id)))).flat();
			return { by: 'failure', ids, count: ids.length };
		}
		case 'failure':
			return { ...selection, count: selection.ids.length };
		case 'all': {
			const { total } = await client.failures.list.query({ filter: selection.filter, limit: 1 }, options);
			return { ...selection, count: total };
		}
	}
}

/** Ids of a match's open failures. */
async function failuresOf({ client, options }: Asking, matchId: string): Promise<string[]> {
	const { failures } = await client.failures.list.query({ filter: { search: matchId }, limit: 200 }, options);
	return failures.filter(({ match }) => match.id === matchId).map(({ id }) => id);
}
