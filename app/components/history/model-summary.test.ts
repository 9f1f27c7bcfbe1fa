import { expect, it } from 'vitest';
import type { ModelHistory } from '../../../server/history/model-history.ts';
import { modelSummary } from './model-summary.ts';

const model = (id: string, calls: number, answered: number): ModelHistory => ({
	...{ id, name: id, provider: 'together', days: [] },
	total: {
		...{ calls, answered, rateLimited: 0, costUsd: 0.1, meanLatencyMs: 800 },
		successPercentage: calls === 0 ? null : Math.floor((1_000 * answered) / calls) / 10,
	},
});

it('is one sentence; nobody who was asked nothing has a share', () => {
	const models = [model('idle', 0, 0), model('fine', 10, 10), model('poor', 10, 5), model('busy', 90, 90)];
	expect(modelSummary(models)).toBe('95.4 % of 110 calls were answered; 1 model answered fewer than 90 %.');
	expect(modelSummary([model('idle', 0, 0)])).toBe('No model was asked in the last 7 days.');
});
