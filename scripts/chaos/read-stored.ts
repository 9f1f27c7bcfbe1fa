import { withConnection } from '../../server/databases.ts';
import type { StoredMatch, StoredPrediction, StoredSettlement } from './verdict.ts';

/** What a round has left in its database: the named matches with their predictions and settlements, and the models. */
export async function readStored(
	databaseUrl: string,
	sourceKeys: string[],
): Promise<{ matches: StoredMatch[]; models: string[] }> {
	return withConnection(databaseUrl, async (client) => {
		const matches = await client.query<Omit<StoredMatch, 'predictions' | 'settlements'> & { id: string }>(
			'SELECT id, "sourceKey", "kickoffAt", status FROM "Match" WHERE "sourceKey" = ANY($1)',
			[sourceKeys],
		);
		const ids = [matches.rows.map(({ id }) => id)];
		const predictions = await client.query<StoredPrediction & { matchId: string }>(
			`SELECT "matchId", "modelId" AS model, "homeGoals" AS home, "awayGoals" AS away, "madeAt", "kickoffAt",
				retroactive, points, "settlementId"
			FROM "Prediction" WHERE "matchId" = ANY($1)`,
			ids,
		);
		const settlements = await client.query<StoredSettlement & { matchId: string }>(
			`SELECT "matchId", id, "homeScore" AS home, "awayScore" AS away, "predictionsScored" AS scored,
				"predictionsCounted" AS counted
			FROM "Settlement" WHERE "matchId" = ANY($1) ORDER BY "matchId", revision`,
			ids,
		);
		const models = await client.query<{ id: string }>('SELECT id FROM "Model" WHERE enabled ORDER BY id');
		return {
			matches: matches.rows.map(({ id, ...match }) => ({
				...match,
				predictions: predictions.rows.filter(({ matchId }) => matchId === id),
				settlements: settlements.rows.filter(({ matchId }) => matchId === id),
			})),
			models: models.rows.map(({ id }) => id),
		};
	});
}
