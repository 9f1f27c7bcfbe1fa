import { expect, it } from 'vitest';
import type { ProviderCalls } from '../../pipeline/provider-calls.ts';
import type { OpenAlert } from '../alert.ts';
import { providerRefusing } from './provider-refusing.ts';
import { situation } from './situation.fixture.ts';

const calls = (
	calls: number,
	answered: number,
	commonestTrouble: ProviderCalls['commonestTrouble'] = 'refused',
): ProviderCalls => ({
	...{ provider: 'together', calls, answered, newest: { calls, answered } },
	...{ timePerAnswer: 1, commonestTrouble },
});

const found = (last: ProviderCalls) => providerRefusing.find(situation({ providerCalls: [last] })) ?? [];

it.each<[ProviderCalls, RegExp]>([
	[
		calls(10, 0),
		/^Together AI answered none of the last 10 calls; most were refused for good\. Check TOGETHER_API_KEY/,
	],
	[
		calls(100, 19, 'rate_limited'),
		/^Together AI answered 19 of .* as too many\. Set TOGETHER_CALLS_PER_MINUTE/,
	],
	[calls(42, 1, 'failed'), /timed out, lost or .*\. Look at its status page/],
	[calls(42, 1, 'unusable'), /answered without a score\. See the replies/],
])('%j: names the provider, what happens most, and the remedy', (last, words) => {
	expect(found(last)).toMatchObject([{ subject: 'together', message: expect.stringMatching(words) }]);
});

it.each([
	['too few calls say nothing', calls(9, 0)],
	['a fifth is answered', calls(100, 20)],
	['all are answered', calls(42, 42, null)],
])('is silent when %s', (_, last) => {
	expect(found(last)).toEqual([]);
});

it('is over when the provider answers, and not because nobody asks it', () => {
	const alert = { kind: 'provider_refusing', subject: 'together' } as OpenAlert;
	const isOver = (last: ProviderCalls[]) =>
		providerRefusing.isOver?.(alert, situation({ providerCalls: last }));
	expect(isOver([])).toBe(false);
	expect(isOver([calls(3, 0)])).toBe(false);
	expect(isOver([{ ...calls(40, 40), provider: 'synthetic' }])).toBe(false);
	expect(isOver([calls(3, 1)])).toBe(true);
});

it('names a provider that Touchline no longer knows', () => {
	expect(found({ ...calls(10, 0), provider: 'gone' })[0]?.message).toMatch(
		/^gone answered none .* Switch its models off/,
	);
});
