import type { BonusRule, MatchStatus, ScoreCounts } from '../../../prisma/generated/enums.ts';
import { after, HOUR } from '../../clock.ts';
import type { Database } from '../../db.ts';
import type { Score } from '../../football/source.ts';
import type { OutcomeProbabilities } from '../probability-scores.ts';

const KICKOFF = new Date('2025-05-25T15:00:00Z');
export const FULL_TIME = after(KICKOFF, 2 * HOUR);

export interface SeededPrediction extends Score {
	retroactive?: boolean;
	probabilities?: OutcomeProbabilities;
}

export interface SeededMatch {
	/** The match's id; also that of its competition. */
	id: string;
	status?: MatchStatus;
	fullTime?: Score;
	extraTime?: Score;
	scoreCounts?: ScoreCounts;
	bonusRule?: BonusRule;
	quotaRange?: { min: number; max: number };
	/** In the order of the models model-0, model-1 and so on. */
	predictions: SeededPrediction[];
}

/** Stores a match, finished 1:0 unless told otherwise, in a competition of its own. */
export async function seedMatch(db: Database, match: SeededMatch): Promise<void> {
	const { id, status = 'finished', fullTime = { home: 1, away: 0 }, extraTime, quotaRange } = match;
	const goals = extraTime ?? fullTime;
	await db.competition.create({
		data: {
			id,
			name: id,
			timeZone: 'Europe/London',
			scoreCounts: match.scoreCounts,
			bonusRule: match.bonusRule,
			quotaMin: quotaRange?.min,
			quotaMax: quotaRange?.max,
		},
	});
	const teams = ['home', 'away'].map((side) => ({ id: `${id}-${side}`, name: `${id} ${side}` }));
	await db.team.createMany({ data: teams });
	await db.match.create({
		data: {
			id,
			sourceKey: id,
			competitionId: id,
			season: '2024-25',
			round: 'Matchday 38',
			homeTeamId: `${id}-home`,
			awayTeamId: `${id}-away`,
			kickoffAt: KICKOFF,
			kickoffConfirmed: true,
			status,
			ingestedAt: KICKOFF,
			...(status === 'finished' && {
				homeGoals: goals.home,
				awayGoals: goals.away,
				homeFullTime: fullTime.home,
				awayFullTime: fullTime.away,
				homeExtraTime: extraTime?.home,
				awayExtraTime: extraTime?.away,
				finishedAt: FULL_TIME,
				// However many goals a test wants.
				resultConfirmedAt: FULL_TIME,
			}),
		},
	});
	await db.prompt.create({ data: { id, matchId: id, text: 'Who wins?', sha256: id, madeAt: KICKOFF } });
	await storePredictions(db, id, match.predictions);
}

/** Stores predictions for a seeded match. @param from number of the first prediction's model */
export async function storePredictions(
	db: Database,
	matchId: string,
	predictions: SeededPrediction[],
	from = 0,
): Promise<void> {
	const modelIds = predictions.map((_, index) => `model-${from + index}`);
	await db.model.createMany({
		data: modelIds.map((id) => ({
			id,
			provider: 'test',
			providerModel: id,
			displayName: id,
			tier: 'budget',
			reasoning: false,
			usdPerMillionPromptTokens: 1,
			usdPerMillionCompletionTokens: 1,
		})),
		skipDuplicates: true,
	});
	await db.prediction.createMany({
		data: predictions.map(({ home, away, retroactive = false, probabilities }, index) => ({
			matchId,
			modelId: `model-${from + index}`,
			promptId: matchId,
			homeGoals: home,
			awayGoals: away,
			homeProbability: probabilities?.home,
			drawProbability: probabilities?.draw,
			awayProbability: probabilities?.away,
			madeAt: after(KICKOFF, (retroactive ? 1 : -1) * HOUR),
			kickoffAt: KICKOFF,
			reply: '{}',
			servedBy: 'test',
			latencyMs: 200,
		})),
	});
}
