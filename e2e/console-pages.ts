import { NAVIGATION } from '../app/components/layout/navigation.ts';
import { urls } from '../app/urls.ts';
import type { SeededConsole } from './seeded-console.ts';

/** Addresses of every page of a seeded console: those of the navigation, and one of each kind that an id belongs to. */
export async function consolePages(seeded: SeededConsole): Promise<string[]> {
	const { rows } = await seeded.inDatabase((client) =>
		client.query<{ match: string; model: string; action: string; run: string }>(
			`SELECT p."matchId" AS match, p."modelId" AS model, (SELECT min(id) FROM "FailureAction") AS action,
				(SELECT min(id) FROM "BackfillRun") AS run
			FROM "Prediction" p JOIN "Match" m ON m.id = p."matchId" JOIN "Team" home ON home.id = m."homeTeamId"
			ORDER BY length(home.name) DESC, length(p.reply) DESC, p.id LIMIT 1`,
		),
	);
	const [of] = rows;
	if (!of) throw new Error('The console has no prediction.');
	return [
		...NAVIGATION.flatMap(({ pages }) => pages.map(({ to }) => to)),
		urls.match(of.match),
		urls.prediction(of.match, of.model),
		urls.model(of.model),
		urls.failureAction(of.action),
		urls.backfillRun(of.run),
	];
}
