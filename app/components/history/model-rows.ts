import type { ModelCallTally, ModelHistory } from '../../../server/history/model-history.ts';
import type { Tone } from '../ui/tone.ts';

/** A model with how its calls went on each of some days, those without a call among them. */
export interface ModelRow extends Omit<ModelHistory, 'days'> {
	cells: ModelCell[];
}

export interface ModelCell {
	/** UTC, YYYY-MM-DD. */
	day: string;
	/** Null without a call. */
	tally: ModelCallTally | null;
}

const DAY = 24 * 60 * 60 * 1_000;

/** The models over the `count` days until `to`, the one that answers the least of its calls first; idle ones last. */
export function modelRows(models: ModelHistory[], to: Date, count: number): ModelRow[] {
	const days = lastDays(to, count);
	return models
		.map(({ days: known, ...model }) => ({
			...model,
			cells: days.map((day) => ({ day, tally: known.find((tally) => tally.day === day) ?? null })),
		}))
		.toSorted(
			(a, b) =>
				successOf(a) - successOf(b) || b.total.calls - a.total.calls || a.name.localeCompare(b.name, 'en'),
		);
}

/** How well that is. Rate limits alone say nothing of it. */
export function successTone(percentage: number | null): Tone {
	if (percentage === null) return 'quiet';
	if (percentage >= 99) return 'good';
	return percentage >= 90 ? 'warn' : 'bad';
}

/** All the models together, in one sentence. */
export function modelSummary(models: ModelHistory[]): string {
	const calls = sum(models, ({ calls, rateLimited }) => calls - rateLimited);
	if (calls === 0) return 'No model was asked in the last 7 days.';
	const answered = sum(models, (total) => total.answered);
	const poor = models.filter(({ total }) => successTone(total.successPercentage) === 'bad').length;
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

function successOf({ total }: ModelRow): number {
	return total.successPercentage ?? Infinity;
}

function lastDays(to: Date, count: number): string[] {
	const last = Math.floor(to.getTime() / DAY);
	return Array.from({ length: count }, (_, index) =>
		new Date((last - count + 1 + index) * DAY).toISOString().slice(0, 10),
	);
}
