import { describe, expect, it } from 'vitest';
import type { ModelPrediction } from '../../../server/pipeline/match-predictions.ts';
import { predictionSort, sortPredictions } from './sort-predictions.ts';

function prediction(
	name: string,
	home: number,
	away: number,
	points: number,
	minute: number,
): ModelPrediction {
	return {
		model: { id: name, name, provider: 'openai' },
		score: { home, away },
		retroactive: false,
		withoutAnalysis: false,
		madeAt: new Date(minute * 60_000),
		latencyMs: 1,
		servedBy: name,
		costUsd: null,
		points: { tendencyPoints: points, goalDifferenceBonus: 0, exactScoreBonus: 0, points },
	};
}

const PREDICTIONS = [
	prediction('Cy', 0, 1, 4, 3),
	prediction('Al', 2, 1, 0, 2),
	prediction('Bo', 1, 0, 4, 1),
];

describe('sortPredictions', () => {
	it.each([
		['points', ['Bo', 'Cy', 'Al']],
		['model', ['Al', 'Bo', 'Cy']],
		['time', ['Bo', 'Al', 'Cy']],
		['score', ['Al', 'Bo', 'Cy']],
	] as const)('sorts by %s', (sort, names) => {
		expect(sortPredictions(PREDICTIONS, sort).map(({ model }) => model.name)).toEqual(names);
	});
});

describe('predictionSort', () => {
	it('reads the address, and refuses what it does not know with 400', () => {
		expect(predictionSort(new URLSearchParams('sort=time'))).toBe('time');
		expect(predictionSort(new URLSearchParams(''))).toBe('points');
		expect(() => predictionSort(new URLSearchParams('sort=luck'))).toThrow(
			expect.objectContaining({ status: 400 }),
		);
	});
});
