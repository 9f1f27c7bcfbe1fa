import type { LeagueMatch } from './league.ts';
import { pointsOf } from './recompute-points.ts';

/** What a round must not show. */
export const WRONGS = ['lost', 'doubled', 'wronglyScored', 'stuck', 'crashes'] as const;
export type Wrong = (typeof WRONGS)[number];

/** One case of it, or several of one match. */
export interface Finding {
	wrong: Wrong;
	count: number;
	/** Names the match and what about it. */
	what: string;
}

/** What the database holds of one match at the end. */
export interface StoredMatch {
	sourceKey: string;
	kickoffAt: Date;
	status: string;
	predictions: StoredPrediction[];
	/** By revision. */
	settlements: StoredSettlement[];
}

export interface StoredPrediction {
	model: string;
	home: number;
	away: number;
	madeAt: Date;
	kickoffAt: Date;
	retroactive: boolean;
	points: number | null;
	settlementId: string | null;
}

export interface StoredSettlement {
	id: string;
	home: number;
	away: number;
	scored: number;
	counted: number;
}

/**
 * Holds what is stored against what the source's files and the rules ask for.
 *
 * - lost: an enabled model has no prediction of a match that was played
 * - doubled: a model has two, or two settlements of one match counted the same predictions with the same result
 * - wronglyScored: points that differ from the recomputed ones, no points, points of a match that was not
 *   played, a prediction that is wrongly marked as retroactive or not
 * - stuck: a match that has not come to its end, or is not as the source has it
 */
export function judge(matches: readonly LeagueMatch[], stored: StoredMatch[], models: string[]): Finding[] {
	return matches.flatMap((match) => {
		const found = stored.find(({ sourceKey }) => sourceKey === match.sourceKey);
		const name = `${match.home} against ${match.away}`;
		const findings = found ? judgeMatch(match, found, models) : [one('stuck', 'was never stored')];
		return findings.map((finding) => ({ ...finding, what: `${name} ${finding.what}` }));
	});
}

function judgeMatch(match: LeagueMatch, stored: StoredMatch, models: string[]): Finding[] {
	return match.postponed
		? [...judgeState(match, stored), ...judgeVoid(stored)]
		: [
				...judgeState(match, stored),
				...judgeLost(stored, models),
				...judgeDoubled(stored),
				...judgeMarks(stored),
				...judgePoints(match, stored),
			];
}

function judgeState({ postponed, kickoffAt }: LeagueMatch, { status, ...stored }: StoredMatch): Finding[] {
	const expected = postponed ? 'postponed' : 'finished';
	const moved = stored.kickoffAt.getTime() !== kickoffAt.getTime();
	const last = stored.settlements.at(-1);
	return [
		...(status === expected ? [] : [one('stuck', `is ${status}, not ${expected}`)]),
		...(moved ? [one('stuck', `kicks off at ${iso(stored.kickoffAt)}, not ${iso(kickoffAt)}`)] : []),
		...(postponed || last ? [] : [one('stuck', 'has no settlement')]),
	];
}

function judgeVoid({ predictions, settlements }: StoredMatch): Finding[] {
	const scored = predictions.filter(({ points }) => points !== null).length;
	return [
		...(scored === 0
			? []
			: [{ ...one('wronglyScored', `is postponed, and ${scored} predictions have points`), count: scored }]),
		...(settlements.length === 0 ? [] : [one('wronglyScored', 'is postponed, and was settled')]),
	];
}

function judgeLost({ predictions }: StoredMatch, models: string[]): Finding[] {
	const lost = models.filter((model) => !predictions.some((prediction) => prediction.model === model));
	if (lost.length === 0) return [];
	return [{ wrong: 'lost', count: lost.length, what: `has no prediction of ${lost.join(', ')}` }];
}

function judgeDoubled({ predictions, settlements }: StoredMatch): Finding[] {
	const models = predictions.map(({ model }) => model);
	const twice = [...new Set(models.filter((model, index) => models.indexOf(model) !== index))];
	const again = settlements.filter((settlement, index) => {
		const before = settlements[index - 1];
		return before !== undefined && COMPARED.every((key) => before[key] === settlement[key]);
	});
	return [
		...twice.map((model) => one('doubled', `has more than one prediction of ${model}`)),
		...again.map(() => one('doubled', 'was settled again although nothing had changed')),
	];
}

const COMPARED = ['home', 'away', 'scored', 'counted'] as const;

function judgeMarks({ kickoffAt, predictions }: StoredMatch): Finding[] {
	return predictions
		.filter(
			(prediction) =>
				prediction.kickoffAt.getTime() !== kickoffAt.getTime() ||
				prediction.retroactive !== isRetroactive(prediction, kickoffAt),
		)
		.map(({ model, madeAt, retroactive }) =>
			one(
				'wronglyScored',
				`kicked off at ${iso(kickoffAt)}, ${model} predicted at ${iso(madeAt)}: retroactive is ${retroactive}`,
			),
		);
}

function judgePoints(
	{ fullTime }: LeagueMatch,
	{ kickoffAt, predictions, settlements }: StoredMatch,
): Finding[] {
	const last = settlements.at(-1);
	const expected = pointsOf(
		predictions.map((prediction) => ({
			predictedHome: prediction.home,
			predictedAway: prediction.away,
			retroactive: isRetroactive(prediction, kickoffAt),
			homeScore: fullTime.home,
			awayScore: fullTime.away,
		})),
	);
	return predictions.flatMap(({ model, points, settlementId }, index) => {
		if (points === expected[index] && settlementId === last?.id) return [];
		const given = points === null ? 'no points' : `${points} points`;
		const older = points !== null && settlementId !== last?.id ? ' of an older settlement' : '';
		return [one('wronglyScored', `gives ${model} ${given}${older}, not ${expected[index]}`)];
	});
}

function isRetroactive({ madeAt }: StoredPrediction, kickoffAt: Date): boolean {
	return madeAt >= kickoffAt;
}

function one(wrong: Wrong, what: string): Finding {
	return { wrong, count: 1, what };
}

function iso(at: Date): string {
	return at.toISOString();
}
