import type { ModelCallTally, ModelHistory } from '../../../server/history/model-history.ts';

/** All the models together, in one sentence. */
export function modelSummary(models: ModelHistory[]): string {
	const calls = sum(models, ({ calls, rateLimited }) => calls - rateLimited);
	if (calls === 0) return 'No model was asked in the last 7 days.';
	const answered = sum(models, (total) => total.answered);
	const poor = models.filter(({ total }) => (total.successPercentage ?? 100) < 90).length;
	const share = Math.floor((1_000 * answered) / calls) / 10;
	const worst =
		poor === 0
			? 'no model answered fewer than 90 %'
			: `${poor} ${poor === 1 ? 'model' : 'models'} answered fewer than 90 %`;
	return `${share} % of ${calls.toLocaleString('en-US')} calls were answered; ${worst}.`;
}

function sum(models: ModelHistory[], of: (total: ModelCallTally) => number): number {
	return models.reduce((total, model) => total + of(model.total), 0);
}
