import { ModelCallOutcome } from '../../../prisma/generated/enums.ts';
import { groupBy } from '../../group-by.ts';
import { type ModelCallTotal, modelCallTotals } from '../../pipeline/model-call-totals.ts';
import type { Figure, MetricGroup } from '../figure.ts';

/** What the models were asked, how that ended, and what it took, since the first call. */
export const modelCallsGroup: MetricGroup = {
	name: 'model-calls',
	async read({ db }) {
		const models = [...groupBy(await modelCallTotals(db), ({ modelId }) => modelId).values()];
		return [calls(models), tokens(models), cost(models), duration(models)];
	},
};

function calls(models: ModelCallTotal[][]): Figure {
	return {
		name: 'touchline_model_calls_total',
		help: 'Calls of a model by how they ended; one that its fallback answered counts for the model that was to be asked.',
		counter: true,
		// With every outcome, so that the first one of its kind is seen to rise.
		values: models.flatMap((totals) =>
			Object.values(ModelCallOutcome).map((outcome) => ({
				labels: { ...labelsOf(totals), outcome },
				value: totals.find((total) => total.outcome === outcome)?.calls ?? 0,
			})),
		),
	};
}

function tokens(models: ModelCallTotal[][]): Figure {
	return {
		name: 'touchline_model_tokens_total',
		help: 'Tokens that the providers counted.',
		counter: true,
		values: models.flatMap((totals) => [
			{ labels: { ...labelsOf(totals), kind: 'prompt' }, value: sum(totals, 'promptTokens') },
			{ labels: { ...labelsOf(totals), kind: 'completion' }, value: sum(totals, 'completionTokens') },
		]),
	};
}

function cost(models: ModelCallTotal[][]): Figure {
	return {
		name: 'touchline_model_cost_dollars_total',
		help: 'What the counted tokens cost, in US dollars by the prices of the registry.',
		counter: true,
		values: models.map((totals) => ({ labels: labelsOf(totals), value: sum(totals, 'costUsd') })),
	};
}

function duration(models: ModelCallTotal[][]): Figure {
	return {
		name: 'touchline_model_latency_seconds',
		help: 'How long the calls took that were answered.',
		summary: true,
		values: models.flatMap((totals) => {
			const answered = totals.filter(({ outcome }) => outcome === 'answered');
			return [
				{ labels: labelsOf(totals), suffix: '_sum', value: sum(answered, 'seconds') },
				{ labels: labelsOf(totals), suffix: '_count', value: sum(answered, 'calls') },
			];
		}),
	};
}

function labelsOf([total]: ModelCallTotal[]): { provider: string; model: string } {
	return { provider: total?.provider ?? '', model: total?.modelId ?? '' };
}

type Quantity = 'calls' | 'promptTokens' | 'completionTokens' | 'costUsd' | 'seconds';

function sum(totals: ModelCallTotal[], quantity: Quantity): number {
	return totals.reduce((before, total) => before + total[quantity], 0);
}
