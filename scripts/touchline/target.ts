import { AppError } from '../../server/errors.ts';
import type { Asking } from './connection.ts';
import type { Selection } from './selection.ts';

/** Failures that were chosen, and how many they are now. */
export type Target = { count: number } & (
	| { by: 'group'; group: string; sinceDays: number }
	| { by: 'failure'; ids: string[] }
	| {
			by: 'all';
			filter: Extract<Selection, { by: 'all' }>['filter'] & { matchIds?: string[] };
			/** Those of the matches' ids that no match has. */
			unknown: string[];
	  }
);

/**
 * Counts what was chosen.
 * @throws AppError ('not-found') when there is no such group now
 */
export async function readTarget({ client, options }: Asking, selection: Selection): Promise<Target> {
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
			const filter = { matchIds: selection.ids };
			const [{ total }, unknown] = await Promise.all([
				client.failures.list.query({ filter, limit: 1 }, options),
				client.matches.unknown.query({ ids: selection.ids }, options),
			]);
			return { by: 'all', filter, count: total, unknown };
		}
		case 'failure':
			return { ...selection, count: selection.ids.length };
		case 'all': {
			const { total } = await client.failures.list.query({ filter: selection.filter, limit: 1 }, options);
			return { ...selection, count: total, unknown: [] };
		}
	}
}
