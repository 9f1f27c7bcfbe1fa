import { expect, it } from 'vitest';
import { coverageSentence } from './coverage-words.ts';

const say = (matches: number, covered: number, atRisk = 0) =>
	coverageSentence({ matches, covered, windowHours: 48 }, atRisk);

it('tells how the coming matches stand, and how many of them are at risk', () => {
	expect(say(38, 38)).toBe('All 38 matches of the next 48 h are served.');
	expect(say(38, 38, 2)).toBe('All 38 matches of the next 48 h are served; 2 at risk.');
	expect(say(1, 1)).toBe('The one match of the next 48 h is served.');
	expect(say(3, 2, 1)).toBe('1 of 3 matches of the next 48 h has a gap; 1 at risk.');
	expect(say(3, 1)).toBe('2 of 3 matches of the next 48 h have a gap.');
	expect(say(1, 0)).toBe('1 of 1 match of the next 48 h has a gap.');
	expect(say(0, 0)).toBe('No matches in the next 48 h.');
});
