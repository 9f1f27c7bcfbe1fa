import type { OutcomeProbabilities } from '../pipeline/probability-scores.ts';
import { jsonObjectsIn } from './json-objects.ts';
import { readProbabilities } from './reply-probabilities.ts';
import { type GoalPair, readScore, scoreOf } from './score-claim.ts';
import { withoutThinking } from './thinking.ts';
import { UnusableReplyError } from './unusable-reply.ts';

export interface ParsedReply extends GoalPair {
	probabilities: OutcomeProbabilities | null;
}

/**
 * The predicted score in a model's reply, which is meant to be JSON and often is more, or less, than that.
 * Thinking is left out. Of several JSON objects the last one that claims a score decides, also when its
 * claim is unusable: what comes before it are drafts. A scoreline in plain words counts only where nothing
 * else could be meant: see `readPlainWords`.
 * @throws UnusableReplyError that says why there is no usable score; never anything else, and never a guess
 */
export function parseReply(text: string): ParsedReply {
	const whole = parseWhole(text);
	if (whole !== undefined) return readValues([whole]) ?? noScore();
	if (text.trim() === '') throw new UnusableReplyError('The reply is empty.');
	const { answer, unclosed } = withoutThinking(text);
	return (
		readValues(jsonObjectsIn(answer)) ?? readPlainWords(answer) ?? readForgottenEnd(unclosed) ?? noScore()
	);
}

/** The common case first: nothing but JSON. */
function parseWhole(text: string): unknown {
	if (!/^\s*[{[]/.test(text)) return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** @param values the last first */
function readValues(values: unknown[]): ParsedReply | null {
	for (const value of values) {
		const score = readScore(value);
		if (score) return { ...score, probabilities: readProbabilities(value) };
	}
	return null;
}

/** A thought that was never closed still counts when it ends with an object: the end tag was forgotten. */
function readForgottenEnd(unclosed: string | null): ParsedReply | null {
	const ending = unclosed?.trimEnd() ?? '';
	const unfenced = ending.endsWith('```') ? ending.slice(0, -3).trimEnd() : ending;
	return unfenced.endsWith('}') ? readValues(jsonObjectsIn(unfenced).slice(0, 1)) : null;
}

/**
 * "2-1", or [2, 1] on a line of its own, in an answer without JSON objects: taken when it is the only pair
 * of numbers and the words leave no doubt what it is. "Chelsea win 2-1" does, for Chelsea may be the away
 * team; so does "their last meeting ended 2-1".
 */
function readPlainWords(answer: string): ParsedReply | null {
	if (answer.includes('{')) return null;
	const [pair, another] = answer.matchAll(NUMBER_PAIR);
	if (!pair || another || PAST_OR_RANGE.test(answer)) return null;
	const [, home, away] = SCORELINE.exec(pair[0]) ?? ARRAY_LINE.exec(answer) ?? [];
	if (home === undefined || away === undefined || (home !== away && WINNER.test(answer))) return null;
	return { ...scoreOf(Number(home), Number(away)), probabilities: null };
}

/** Anything that might be a score, and what might be taken for one: times, dates, records, formations. */
const NUMBER_PAIR = /[-–—.]?\d[\d.]{0,9}["']?\s?[-–—:/,]\s?["']?\d[\d.:/–—-]{0,9}/g;
/** One digit each: 19:15 is a time. */
const SCORELINE = /^(\d)\s?[-–—:]\s?(\d)\.?$/;
const ARRAY_LINE = /^[ \t]{0,9}\[ ?["']?(\d{1,2})(?:\.0)?["']?, ?["']?(\d{1,2})(?:\.0)?["']? ?\][ \t]{0,9}$/m;
const WINNER =
	/\b(?:w[io]n|wins|winn(?:er|ing)|victor[sy]?|beat(?:s|ing)?|defeats?|edges?|lose[rs]?|loss|lost)\b/i;
const PAST_OR_RANGE = /\b(?:last|previous|earlier|meetings?|head-to-head|ended|finished)\b|\d goals/i;

function noScore(): never {
	throw new UnusableReplyError('The reply names no score.');
}
