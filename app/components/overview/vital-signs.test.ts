import { expect, it } from 'vitest';
import { type VitalSign, vitalSigns } from './vital-signs.ts';

type Vital = Parameters<typeof vitalSigns>[0];

const none = { analysis: 0, lineups: 0, predictions: 0, live: 0, settlement: 0 };
const queue = {
	...{
		name: 'settlement',
		label: 'settlement',
		waiting: 2,
		prioritized: 1,
		delayed: 9,
		active: 3,
		failed: 0,
	},
	...{ paused: false, overdueMs: null },
};
const well = {
	coverage: { matches: 38, covered: 38, windowHours: 48 },
	atRisk: [] as { severity: string }[],
	failureCounts: none,
	workers: [{ kind: 'prediction', alive: 2 }],
	queues: [queue],
};

const signs = (changed: Partial<Record<keyof typeof well, unknown>> = {}): VitalSign[] =>
	vitalSigns({ ...well, ...changed } as Vital);
const told = (changed?: Partial<Record<keyof typeof well, unknown>>) =>
	signs(changed).map(({ value, hint, tone }) => `${value} ${hint}: ${tone}`);

it('is good all over while nothing is wrong; what is queued for later is not to be done now', () => {
	expect(told()).toEqual([
		'38 of 38 matches: good',
		'0 within 6 h: good',
		'0 nothing to retry: good',
		'1 of 1 kinds alive: good',
		'6 in the queues: good',
	]);
});

it('tells what is wrong, and no match from a match that is not covered', () => {
	const [coverage, risk, failures, workers, queues] = told({
		coverage: { matches: 38, covered: 36, windowHours: 48 },
		atRisk: [{ severity: 'critical' }, { severity: 'info' }],
		failureCounts: { ...none, settlement: 43 },
		workers: [{ kind: 'prediction', alive: 0 }],
		queues: [{ ...queue, paused: true }],
	});
	expect(coverage).toBe('36 of 38 matches: bad');
	expect(risk).toBe('2 1 within 2 h: bad');
	expect(failures).toBe('43 in settlement: bad');
	expect(workers).toBe('0 of 1 kinds alive: bad');
	expect(queues).toBe('6 1 queue to look at: warn');
	expect(told({ coverage: { matches: 0, covered: 0, windowHours: 48 } })[0]).toBe('0 no matches: quiet');
	expect(told({ atRisk: [{ severity: 'warning' }] })[1]).toBe('1 within 6 h: warn');
	expect(told({ failureCounts: { ...none, analysis: 1, live: 1 } })[2]).toBe('2 in 2 stages: bad');
});
