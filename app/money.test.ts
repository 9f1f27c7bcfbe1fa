import { expect, it } from 'vitest';
import { dollars } from './money.ts';

it.each([
	[0, '$0.00'],
	[0.00001, 'less than $0.0001'],
	[0.00342, '$0.0034'],
	[0.0123, '$0.01'],
	[2.5, '$2.50'],
	[1204.5, '$1,204.50'],
])('writes %d US dollars as %s', (usd, words) => {
	expect(dollars(usd)).toBe(words);
});
