import { expect, it } from 'vitest';
import { countsOf, modelRows } from './model-rows.ts';

it('carries what a page shows of a model, and the calls of each quarter as they were', () => {
	const counts = { answered: 18, unusable: 1, rate_limited: 2, refused: 0, failed: 30 };
	const [row] = modelRows([
		{
			...{ id: 'one', name: 'One', provider: 'together', providerModel: 'one/one', tier: 'budget' },
			...{ reasoning: false, usdPerMillionPromptTokens: 1, usdPerMillionCompletionTokens: 2 },
			...{ timeoutMs: null, fallbackId: null, enabled: true, problem: null, usage: null },
			health: [null, counts],
		},
	]);
	expect(row).toEqual({
		...{ id: 'one', name: 'One', provider: 'together', enabled: true, problem: null, usage: null },
		health: [null, expect.any(String)],
	});
	expect(countsOf(row?.health[1] ?? '')).toEqual(counts);
});
