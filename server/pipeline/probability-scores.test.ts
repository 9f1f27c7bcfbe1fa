import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { probabilityScores } from './probability-scores.ts';
import { TENDENCIES } from './scoring.ts';

const THIRDS = { home: 1 / 3, draw: 1 / 3, away: 1 / 3 };

const forecasts = fc
	.tuple(
		fc.integer({ min: 0, max: 1000 }),
		fc.integer({ min: 0, max: 1000 }),
		fc.integer({ min: 1, max: 1000 }),
	)
	.map(([home, draw, away]) => {
		const sum = home + draw + away;
		return { home: home / sum, draw: draw / sum, away: away / sum };
	});

describe('probabilityScores', () => {
	it('is 0 for a certain forecast that came true', () => {
		const scores = probabilityScores({ home: 0, draw: 1, away: 0 }, 'draw');
		expect(scores).toEqual({ brier: 0, rankedProbability: 0, logLoss: 0 });
	});

	it('rates equal chances as the definitions do', () => {
		const home = probabilityScores(THIRDS, 'home');
		expect(home.brier).toBeCloseTo(2 / 3, 12);
		expect(home.rankedProbability).toBeCloseTo(5 / 18, 12);
		expect(home.logLoss).toBeCloseTo(Math.log(3), 12);
		expect(probabilityScores(THIRDS, 'draw').rankedProbability).toBeCloseTo(1 / 9, 12);
	});

	it('holds a draw to be a nearer miss than the other side winning, in the ranked score only', () => {
		const sureOfHome = { home: 1, draw: 0, away: 0 };
		expect(probabilityScores(sureOfHome, 'draw').rankedProbability).toBe(0.5);
		expect(probabilityScores(sureOfHome, 'away').rankedProbability).toBe(1);
		expect(probabilityScores(sureOfHome, 'draw').brier).toBe(probabilityScores(sureOfHome, 'away').brier);
	});

	it('keeps the log-loss of an outcome held to be impossible finite', () => {
		expect(probabilityScores({ home: 1, draw: 0, away: 0 }, 'away').logLoss).toBeCloseTo(34.54, 2);
	});

	it('stays in range and treats home and away alike', () => {
		fc.assert(
			fc.property(forecasts, fc.constantFrom(...TENDENCIES), (forecast, outcome) => {
				const scores = probabilityScores(forecast, outcome);
				expect(scores.brier).toBeLessThanOrEqual(2 + 1e-12);
				expect(scores.rankedProbability).toBeLessThanOrEqual(1 + 1e-12);
				expect(Math.min(scores.brier, scores.rankedProbability, scores.logLoss)).toBeGreaterThanOrEqual(0);

				const mirrored = probabilityScores(
					{ home: forecast.away, draw: forecast.draw, away: forecast.home },
					outcome === 'home' ? 'away' : outcome === 'away' ? 'home' : 'draw',
				);
				expect(mirrored.brier).toBeCloseTo(scores.brier, 12);
				expect(mirrored.rankedProbability).toBeCloseTo(scores.rankedProbability, 12);
				expect(mirrored.logLoss).toBe(scores.logLoss);
			}),
		);
	});
});
