import { UnusableReplyError } from './unusable-reply.ts';

export interface GoalPair {
	home: number;
	away: number;
}

/**
 * The score that a JSON value claims, in any of the usual spellings: sides as `home`, `awayScore`,
 * `predicted_home`, `Home Goals`; a scoreline as "2-1", [2, 1] or an object of sides under `score`,
 * `prediction` and the like. Null when it claims none.
 * @throws UnusableReplyError for a claim that is no score: one side alone, fractions, goals outside 0 to 20,
 * or two claims that contradict each other.
 */
export function readScore(value: unknown, depth = 0): GoalPair | null {
	if (typeof value === 'string') return readScoreline(value);
	if (Array.isArray(value)) return readArray(value, depth);
	if (typeof value !== 'object' || value === null || depth > DEEPEST) return null;
	const entries: Entry[] = Object.entries(value).map(([key, member]) => [plainKey(key), member]);
	const nested = entries
		.filter(([key]) => SCORELINE_KEY.test(key))
		.map(([, member]) => readScore(member, depth + 1));
	return [readSides(entries), ...nested].reduce((claim, other) => agreed(claim, other));
}

/** The score of two counts of goals. @throws UnusableReplyError when one of them cannot be that */
export function scoreOf(home: number, away: number): GoalPair {
	for (const goals of [home, away]) {
		// A minus zero is what mending makes of a lone dash.
		if (!Number.isInteger(goals) || goals < 0 || goals > MOST_GOALS || Object.is(goals, -0)) {
			throw new UnusableReplyError(
				`The reply names ${goals} goals; a team scores a whole number from 0 to ${MOST_GOALS}.`,
			);
		}
	}
	return { home, away };
}

/** A key without its case, spaces and signs: `Home_Score` and `homeScore` are the same. */
export function plainKey(key: string): string {
	const start = key.slice(0, 60).toLowerCase();
	return start.replace(/[^a-z0-9]/g, '');
}

/** A number, also one written as a string; null for anything else. */
export function readNumber(value: unknown): number | null {
	if (typeof value === 'number') return value;
	return typeof value === 'string' && NUMBER.test(value) ? Number(value) : null;
}

type Entry = [key: string, value: unknown];

/** No team is believed to score more in one match. */
const MOST_GOALS = 20;
const DEEPEST = 4;
const NUMBER = /^\s*[+-]?\d{1,15}(?:\.\d{1,15})?\s*$/;
const SCORELINE = /^\s*(\d{1,3})\s?[-–—:]\s?(\d{1,3})\s*$/;

/** Not `expectedHomeGoals`: expected goals are a statistic of their own. */
const SIDE_KEY =
	/^(?:predicted|prediction|final)?(?:score|goals)?(home|away)(?:team)?(?:score|goals?|prediction)?$/;
const SCORELINE_KEY =
	/^(?:predicted|final|fulltime|match|correct|exact|mostlikely)?(?:score|scoreline|result|prediction|forecast|answer|response|output)(?:prediction)?$/;

function readScoreline(text: string): GoalPair | null {
	const [, home, away] = SCORELINE.exec(text) ?? [];
	return home === undefined || away === undefined ? null : scoreOf(Number(home), Number(away));
}

function readArray(values: unknown[], depth: number): GoalPair | null {
	if (values.length === 1) return depth > DEEPEST ? null : readScore(values[0], depth + 1);
	const [home, away] = values.map(readNumber);
	return values.length === 2 && typeof home === 'number' && typeof away === 'number'
		? scoreOf(home, away)
		: null;
}

function readSides(entries: Entry[]): GoalPair | null {
	// With a draw beside them, home and away are chances.
	if (entries.some(([key]) => key === 'draw')) return null;
	const goals: { home: number | null; away: number | null } = { home: null, away: null };
	for (const [key, value] of entries) {
		const side = SIDE_KEY.exec(key)?.[1] === 'home' ? 'home' : 'away';
		const read = SIDE_KEY.test(key) ? readGoals(value) : null;
		if (read !== null && goals[side] !== null && goals[side] !== read) throw contradiction();
		goals[side] ??= read;
	}
	const { home, away } = goals;
	if (home === null && away === null) return null;
	if (home === null || away === null)
		throw new UnusableReplyError('The reply names the goals of one team only.');
	return scoreOf(home, away);
}

/** Goals as a number, or as an object about the team with its goals in it. */
function readGoals(value: unknown): number | null {
	if (typeof value !== 'object' || value === null) return readNumber(value);
	const goals = Object.entries(value).find(([key]) => /^(?:predicted)?(?:score|goals)$/.test(plainKey(key)));
	return goals ? readNumber(goals[1]) : null;
}

function agreed(claim: GoalPair | null, other: GoalPair | null): GoalPair | null {
	if (claim !== null && other !== null && (claim.home !== other.home || claim.away !== other.away)) {
		throw contradiction();
	}
	return claim ?? other;
}

function contradiction(): UnusableReplyError {
	return new UnusableReplyError('The reply names two different scores.');
}
