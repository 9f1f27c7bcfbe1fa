import { describe, expect, it } from 'vitest';
import { outageBands } from './outage-bands.ts';

const outage = (from: number, to: number | null) => ({
	kinds: ['prediction' as const],
	from: new Date(from),
	to: to === null ? null : new Date(to),
	stopped: false,
});

describe('outageBands', () => {
	it.each<[string, [number, number | null], { from: number; to: number } | undefined]>([
		['within the chart', [1_100, 1_200], { from: 1_100, to: 1_200 }],
		['before it began', [500, 1_200], { from: 1_000, to: 1_200 }],
		['going on', [1_900, null], { from: 1_900, to: 2_000 }],
		['longer than all of it', [0, 9_000], { from: 1_000, to: 2_000 }],
		['over before it', [0, 1_000], undefined],
		['after it', [2_000, null], undefined],
	])('%s', (_, [from, to], expected) => {
		const [band] = outageBands([outage(from, to)], { from: 1_000, to: 2_000 });
		expect(band).toEqual(expected && { number: 1, ...expected });
	});

	it('keeps the numbers of the list when one is not shown', () => {
		const bands = outageBands([outage(0, 500), outage(1_500, null)], { from: 1_000, to: 2_000 });
		expect(bands.map(({ number }) => number)).toEqual([2]);
	});
});
