import type { VoidReason } from '../../../prisma/generated/enums.ts';
import type { Database } from '../../db.ts';
import { AppError } from '../../errors.ts';
import type { Score } from '../../football/source.ts';
import { pointsOf } from '../match-predictions.ts';
import type { PredictionPoints } from '../scoring.ts';

/** What one model said of one match, word for word. */
export interface PredictionDetail {
	match: { id: string; home: string; away: string; kickoffAt: Date; competition: string };
	model: { id: string; name: string; provider: string };
	/** Null while there is none that counts. */
	prediction: (Answer & { retroactive: boolean; points: PredictionPoints | null }) | null;
	/** Answers that count for nothing any more; the newest first. */
	voided: (Answer & { voidedAt: Date; because: VoidReason; kickoffAt: Date })[];
}

/** An answer, with what was asked. */
export interface Answer {
	score: Score;
	/** Of a home win, a draw and an away win; null when the model gave none. */
	chances: { home: number; draw: number; away: number } | null;
	madeAt: Date;
	latencyMs: number;
	promptTokens: number | null;
	completionTokens: number | null;
	/** In US dollars; null when the provider did not count tokens. */
	costUsd: number | null;
	/** What the provider says answered. */
	servedBy: string;
	reply: string;
	prompt: { madeAt: Date; text: string };
}

/** @throws AppError 'not-found' for a match or a model that nobody knows */
export async function readPrediction(
	db: Database,
	{ matchId, modelId }: { matchId: string; modelId: string },
): Promise<PredictionDetail> {
	const include = { prompt: { select: { madeAt: true, text: true } } };
	const [match, model, prediction, voided] = await Promise.all([
		db.match.findUnique({
			where: { id: matchId },
			include: { competition: true, homeTeam: true, awayTeam: true },
		}),
		db.model.findUnique({ where: { id: modelId } }),
		db.prediction.findUnique({ where: { matchId_modelId: { matchId, modelId } }, include }),
		db.voidPrediction.findMany({ where: { matchId, modelId }, include, orderBy: { voidedAt: 'desc' } }),
	]);
	if (!match) {
		throw new AppError('not-found', `There is no match "${matchId}": choose one from the list of matches.`);
	}
	if (!model) {
		throw new AppError(
			'not-found',
			`There is no model "${modelId}": choose one from the match's predictions.`,
		);
	}
	const { id, homeTeam, awayTeam, kickoffAt, competition } = match;
	return {
		match: { id, home: homeTeam.name, away: awayTeam.name, kickoffAt, competition: competition.name },
		model: { id: model.id, name: model.displayName, provider: model.provider },
		prediction: prediction && {
			...answerOf(prediction),
			retroactive: prediction.retroactive,
			points: pointsOf(prediction),
		},
		voided: voided.map((row) => ({
			...answerOf(row),
			voidedAt: row.voidedAt,
			because: row.voidedBecause,
			kickoffAt: row.kickoffAt,
		})),
	};
}

type AnswerRow = Omit<Answer, 'score' | 'chances'> & {
	homeGoals: number;
	awayGoals: number;
	homeProbability: number | null;
	drawProbability: number | null;
	awayProbability: number | null;
};

function answerOf(row: AnswerRow): Answer {
	const { homeProbability: home, drawProbability: draw, awayProbability: away } = row;
	return {
		score: { home: row.homeGoals, away: row.awayGoals },
		chances: home === null || draw === null || away === null ? null : { home, draw, away },
		madeAt: row.madeAt,
		latencyMs: row.latencyMs,
		promptTokens: row.promptTokens,
		completionTokens: row.completionTokens,
		costUsd: row.costUsd,
		servedBy: row.servedBy,
		reply: row.reply,
		prompt: row.prompt,
	};
}
