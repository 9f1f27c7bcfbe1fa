import { expect, it } from 'vitest';
import { reliabilitySummary } from './reliability-words.ts';

const bin = (chances: number, predicted: number | null, observed: number | null) => ({
	...{ from: 0, to: 0.1, chances, predicted, observed },
});

it('says how far what was said lies beside what came true', () => {
	expect(reliabilitySummary([bin(0, null, null)])).toMatch(/^No settled prediction/);
	expect(reliabilitySummary([bin(3, 0.1, 0.1), bin(1, 0.6, 1)])).toBe(
		'Of 4 chances that were given, what came true is 10.0 percentage points beside what was said, on average.',
	);
});
