import { expect, it } from 'vitest';
import type { RankedModel } from '../../../server/pipeline/ranking.ts';
import { placesInWords, rankingSummary } from './ranking-words.ts';

const ranked = (name: string, best: number, worst: number): RankedModel => ({
	model: { id: name, name, provider: 'together' },
	...{ points: 150, predictions: 100, pointsPerMatch: 1.5, interval: { low: 1, high: 2 } },
	...{ ranks: { best, worst }, forecasts: null },
});

it('says who leads, and whether that is sure', () => {
	expect(rankingSummary([])).toMatch(/No prediction/);
	expect(rankingSummary([ranked('A', 1, 1), ranked('B', 2, 2)])).toBe(
		'A has the most points per match, 1.50, and no other model may be as good. From 200 predictions.',
	);
	expect(rankingSummary([ranked('A', 1, 2), ranked('B', 1, 2)])).toMatch(/1 other model may be as good/);
	expect(placesInWords({ best: 2, worst: 7 })).toBe('2–7');
	expect(placesInWords({ best: 2, worst: 2 })).toBe('2');
});
