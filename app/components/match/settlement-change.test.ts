import { describe, expect, it } from 'vitest';
import { settlementChange } from './settlement-change.ts';

const revision = (home: number, away: number, predictionsScored: number) => ({
	score: { home, away },
	predictionsScored,
});

describe('settlementChange', () => {
	it.each([
		[revision(2, 2, 42), revision(2, 1, 42), 'Corrected: 2–1 became 2–2'],
		[revision(2, 1, 42), revision(2, 1, 39), '3 more predictions scored'],
		[revision(2, 1, 42), revision(2, 1, 41), '1 more prediction scored'],
		[revision(2, 1, 42), revision(2, 1, 42), 'Scored once more, against the same result'],
	])('tells what became of %j', (newer, older, words) => {
		expect(settlementChange(newer, older)).toBe(words);
	});
});
