import { expect, it } from 'vitest';
import { estimatedCost, estimatedTime, estimatedTokens } from './estimated.ts';

it('says of an estimate that it is one', () => {
	expect(estimatedCost(1.407)).toBe('~$1.41');
	expect(estimatedTime(8 * 60_000)).toBe('~8 min');
	expect(estimatedTime(0)).toBe('~0 s');
	expect(estimatedTokens({ promptTokens: 504_000, completionTokens: 63_123 })).toBe('~567K');
});

it('says once that it is less than can be told', () => {
	expect(estimatedCost(0.00001)).toBe('less than $0.0001');
	expect(estimatedTime(999)).toBe('<1 s');
});
