import { describe, expect, it } from 'vitest';
import { costOfCall } from './cost.ts';

const PRICES = { usdPerMillionPromptTokens: 0.6, usdPerMillionCompletionTokens: 1.25 };

describe('costOfCall', () => {
	it('prices prompt and completion', () => {
		expect(costOfCall({ promptTokens: 2_000, completionTokens: 400 }, PRICES)).toBeCloseTo(0.0017, 12);
	});

	it('is nothing for nothing', () => {
		expect(costOfCall({ promptTokens: 0, completionTokens: 0 }, PRICES)).toBe(0);
	});

	it.each([
		{ promptTokens: null, completionTokens: 400 },
		{ promptTokens: 2_000, completionTokens: null },
	])('is unknown without a count', (usage) => {
		expect(costOfCall(usage, PRICES)).toBeNull();
	});
});
