import type { OutcomeProbabilities } from '../pipeline/probability-scores.ts';
import { plainKey, readNumber } from './score-claim.ts';

/**
 * The chances of home win, draw and away win in a model's answer, as fractions or per cent, brought to a
 * sum of 1. Null when there are none, or when they are no chances: one missing, outside 0 to 1 (or 100),
 * a sum off by more than 5 %. Chances are an extra: whatever is wrong with them, the score stands.
 */
export function readProbabilities(value: unknown, depth = 0): OutcomeProbabilities | null {
	if (typeof value !== 'object' || value === null || depth > DEEPEST) return null;
	for (const [key, member] of Object.entries(value)) {
		const plain = plainKey(key);
		const found = GROUP.test(plain) ? readGroup(member) : null;
		if (found) return found;
		const nested = CONTAINER.test(plain) ? readProbabilities(member, depth + 1) : null;
		if (nested) return nested;
	}
	return Array.isArray(value) && value.length === 1
		? readProbabilities(value[0], depth + 1)
		: readGroup(value, 'probability');
}

const DEEPEST = 4;
const GROUP = /^(?:win|outcome|match|result)?(?:probabilit(?:y|ies)|probs?|chances?)$/;
const CONTAINER = /^(?:predicted|final|match)?(?:score|result|prediction|forecast|answer|response|output)$/;

/** @param suffix that every key must have, where the chances stand among other things */
function readGroup(value: unknown, suffix = ''): OutcomeProbabilities | null {
	if (typeof value !== 'object' || value === null) return null;
	const chances = new Map<string, number | null>();
	for (const [key, member] of Object.entries(value)) {
		const plain = plainKey(key);
		const [, name] =
			OUTCOME.exec(plain.endsWith(suffix) ? plain.slice(0, plain.length - suffix.length) : '') ?? [];
		if (name !== undefined) chances.set(name, readChance(member));
	}
	const [home, draw, away] = [chances.get('home'), chances.get('draw'), chances.get('away')];
	return home == null || draw == null || away == null ? null : normalized(home, draw, away);
}

const OUTCOME = /^(home|draw|away)(?:team)?(?:win)?$/;

function readChance(value: unknown): number | null {
	return readNumber(typeof value === 'string' ? value.replace('%', '') : value);
}

function normalized(home: number, draw: number, away: number): OutcomeProbabilities | null {
	const sum = home + draw + away;
	const whole = sum > 1.5 ? 100 : 1;
	const credible = [home, draw, away].every((chance) => chance >= 0 && chance <= whole);
	return credible && Math.abs(sum / whole - 1) <= TOLERANCE
		? { home: home / sum, draw: draw / sum, away: away / sum }
		: null;
}

/** Rounded chances rarely add up exactly. */
const TOLERANCE = 0.05;
