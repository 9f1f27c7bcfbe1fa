import type { Database } from '../db.ts';
import type { Score } from '../football/source.ts';
import { ASKED } from './enabled-models.ts';
import type { PredictionPoints } from './scoring.ts';

/** What the models said of one match, and which of them have not said anything yet. */
export interface MatchPredictions {
	/** The best first, once there are points; by model until then. */
	predictions: ModelPrediction[];
	/** Enabled models without a prediction. */
	missingModels: { id: string; name: string }[];
}

export interface ModelPrediction {
	model: { id: string; name: string; provider: string };
	score: Score;
	/** Made at or after kick-off. */
	retroactive: boolean;
	/** There was no analysis when the model's question was written. */
	withoutAnalysis: boolean;
	madeAt: Date;
	latencyMs: number;
	/** What the provider says answered. */
	servedBy: string;
	/** In US dollars; null when the provider did not count tokens. */
	costUsd: number | null;
	/** Null until the match is settled. */
	points: PredictionPoints | null;
}

export async function matchPredictions(db: Database, matchId: string): Promise<MatchPredictions> {
	const [rows, analysis, models] = await Promise.all([
		db.prediction.findMany({
			where: { matchId },
			// Its reply can be long, and is read by itself.
			omit: { reply: true },
			include: { model: true, prompt: { select: { madeAt: true } } },
		}),
		db.matchAnalysis.findUnique({
			where: { matchId, unavailableReason: null },
			select: { madeAt: true },
		}),
		db.model.findMany({
			where: { ...ASKED, predictions: { none: { matchId } } },
			select: { id: true, displayName: true },
			orderBy: { displayName: 'asc' },
		}),
	]);
	const predictions = rows.map(
		(row): ModelPrediction => ({
			model: { id: row.modelId, name: row.model.displayName, provider: row.model.provider },
			score: { home: row.homeGoals, away: row.awayGoals },
			retroactive: row.retroactive,
			withoutAnalysis: !analysis || analysis.madeAt > row.prompt.madeAt,
			madeAt: row.madeAt,
			latencyMs: row.latencyMs,
			servedBy: row.servedBy,
			costUsd: row.costUsd,
			points: pointsOf(row),
		}),
	);
	return {
		predictions: predictions.sort(
			(a, b) =>
				(b.points?.points ?? 0) - (a.points?.points ?? 0) || a.model.name.localeCompare(b.model.name, 'en'),
		),
		missingModels: models.map(({ id, displayName }) => ({ id, name: displayName })),
	};
}

/** What a prediction earned; null until it is scored. */
export function pointsOf(row: { [Part in keyof PredictionPoints]: number | null }): PredictionPoints | null {
	const { tendencyPoints, goalDifferenceBonus, exactScoreBonus, points } = row;
	return tendencyPoints === null ||
		goalDifferenceBonus === null ||
		exactScoreBonus === null ||
		points === null
		? null
		: { tendencyPoints, goalDifferenceBonus, exactScoreBonus, points };
}
