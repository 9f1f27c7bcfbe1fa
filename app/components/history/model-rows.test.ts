import { describe, expect, it } from 'vitest';
import type { ModelCallTally, ModelHistory } from '../../../server/history/model-history.ts';
import { modelRows, modelSummary, successTone } from './model-rows.ts';

const TO = new Date('2025-05-10T14:00:00Z');

function tally(calls: number, answered: number): ModelCallTally {
	return {
		...{ calls, answered, rateLimited: 0, costUsd: 0.1, meanLatencyMs: 800 },
		successPercentage: calls === 0 ? null : Math.floor((1_000 * answered) / calls) / 10,
	};
}

const model = (id: string, total: ModelCallTally, days: ModelHistory['days'] = []): ModelHistory => ({
	...{ id, name: id.toUpperCase(), provider: 'together', total, days },
});

const models = [
	model('idle', tally(0, 0)),
	model('fine', tally(10, 10), [{ day: '2025-05-09', ...tally(10, 10) }]),
	model('poor', tally(10, 5)),
	model('busy', tally(90, 90)),
];

describe('modelRows', () => {
	it('has the worst first, of equals the one that was asked the most, and idle ones last', () => {
		expect(modelRows(models, TO, 7).map(({ id }) => id)).toEqual(['poor', 'busy', 'fine', 'idle']);
	});

	it('has a cell for each day, today the last, empty where there was no call', () => {
		const fine = modelRows(models, TO, 3).find(({ id }) => id === 'fine');
		expect(fine?.cells.map(({ day, tally }) => [day, tally?.calls ?? null])).toEqual([
			['2025-05-08', null],
			['2025-05-09', 10],
			['2025-05-10', null],
		]);
	});
});

it.each([
	[null, 'quiet'],
	[100, 'good'],
	[98.9, 'warn'],
	[89.9, 'bad'],
	[0, 'bad'],
])('%s %% answered is %s', (percentage, tone) => {
	expect(successTone(percentage)).toBe(tone);
});

it('is summed up in a sentence; nobody who was asked nothing has a share', () => {
	expect(modelSummary(models)).toBe('95.4 % of 110 calls were answered; 1 model answered fewer than 90 %.');
	expect(modelSummary([model('idle', tally(0, 0))])).toBe('No model was asked in the last 7 days.');
});
