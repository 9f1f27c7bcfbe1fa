import { expect, it } from 'vitest';
import type { Status } from './read-status.ts';
import { statusText } from './status-text.ts';

const at = (time: string) => new Date(`2025-03-01T${time}Z`);
const COUNT = { matches: 38, covered: 38 };

const STATUS: Status = {
	url: 'http://127.0.0.1:3000',
	now: at('15:00:00'),
	status: 'ok',
	coverage: {
		...COUNT,
		percentage: 100,
		windowHours: 48,
		byStage: { analysis: COUNT, lineups: COUNT, predictions: COUNT, live: COUNT, settlement: COUNT },
		byCompetition: [],
		byHour: [],
		computedAt: at('15:00:00'),
	},
	atRisk: [],
	workers: [{ kind: 'prediction', alive: 2, lastBeatAt: null }],
	queues: [
		{
			name: 'analysis',
			label: 'analysis',
			waiting: 1,
			prioritized: 0,
			delayed: 20,
			active: 0,
			failed: 0,
			paused: false,
			overdueMs: 40,
		},
	],
	alerts: [],
	outages: [
		{ kind: 'prediction', from: at('14:02:00'), to: at('14:31:00'), stopped: false },
		{ kind: 'settlement', from: at('14:58:00'), to: null, stopped: true },
	],
	passes: [
		{
			kind: 'sweep',
			at: at('14:59:00'),
			checked: 38,
			added: { analysis: 4, lineups: 0, predictions: 8, settlement: 0 },
			alreadyQueued: 76,
			revived: 2,
			replaced: 0,
			moved: 0,
			dropped: 0,
			blocked: [{ stage: 'predictions', by: 'lineups', matches: 12 }],
			problems: ['The source does not answer.'],
			tookMs: 9,
		},
	],
	failureCounts: { analysis: 0, lineups: 0, predictions: 0, live: 0, settlement: 3 },
};

it('tells coverage, outages, passes and failures in words, in UTC', () => {
	const text = statusText(STATUS);
	for (const line of [
		'All 38 matches of the next 48 h are served. Touchline is ok.',
		'http://127.0.0.1:3000, Sat 1 Mar 15:00 UTC',
		'  prediction  2 alive',
		'  Prediction worker down Sat 1 Mar 14:02 to Sat 1 Mar 14:31, 29 min',
		'  Settlement worker stopped since Sat 1 Mar 14:58, 2 min',
		'  Minute sweep, 1 min ago: queued 12 jobs (analysis 4, predictions 8; 2 had failed); 38 matches checked, 76 jobs in place, 9 ms',
		'    predictions of 12 matches wait for the line-ups',
		'    The source does not answer.',
		'  Stuck-match check: has not run in the last 7 days',
		'  analysis  0 running  1 waiting  20 later',
		'  settlement  3',
	]) {
		expect(text.split('\n')).toContain(line);
	}
});
