import { describe, expect, it } from 'vitest';
import { HOUR, after as later, MINUTE } from '../clock.ts';
import type { Evidence, FailedCall, FailedWork } from './diagnosis/case.ts';
import { CAUSES } from './diagnosis/cause.ts';
import { diagnose } from './diagnosis.ts';
import type { LoadedMatch } from './load-facts.ts';
import type { FailureFacts } from './match-facts.ts';
import type { Outage } from './outages.ts';
import { plan } from './plan.ts';
import { DEFAULT_WINDOWS } from './stages.ts';

const KICKOFF = new Date('2025-03-01T15:00:00Z');
const at = (ms: number) => later(KICKOFF, ms);
const NOW = at(6 * HOUR);

const missing = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ modelId: `model-${index}`, job: null, failure: null }));

/** Finished, with an analysis in time and not one of 42 predictions, unless told otherwise. */
function match(overrides: Partial<LoadedMatch> = {}) {
	const loaded: LoadedMatch = {
		id: 'm1',
		competitionId: 'en.1',
		competition: 'Premier League',
		home: 'Arsenal',
		away: 'Chelsea',
		kickoffAt: KICKOFF,
		kickoffConfirmed: true,
		status: 'finished',
		minute: null,
		homeGoals: 2,
		awayGoals: 1,
		finishedAt: at(2 * HOUR),
		resultDoubted: false,
		analysis: { at: at(-6 * HOUR), unavailableReason: null },
		lineups: { at: at(-HOUR), unavailableReason: 'there are none' },
		predictions: {
			wanted: 42,
			stored: 0,
			retroactive: 0,
			unscored: 0,
			missing: missing(42),
			lastMadeAt: null,
		},
		settlement: null,
		jobs: {},
		failures: {},
		...overrides,
	};
	return { ...loaded, plan: plan(loaded, NOW, DEFAULT_WINDOWS) };
}

const predicted = {
	wanted: 42,
	stored: 42,
	retroactive: 0,
	unscored: 42,
	missing: [],
	lastMadeAt: at(-20 * MINUTE),
};

/** A settlement that lacked predictions, three hours after kick-off, unless told otherwise. */
function failure(overrides: Partial<FailedWork> = {}): FailedWork {
	return {
		stage: 'settlement',
		modelId: null,
		provider: null,
		category: 'predictions_missing',
		message: 'No prediction is stored.',
		fingerprint: 'No prediction is stored.',
		httpStatus: null,
		attempts: 1,
		lastSeenAt: at(3 * HOUR),
		until: NOW,
		...overrides,
	};
}

function evidence(overrides: Partial<Evidence> = {}): Evidence {
	return { failure: failure(), match: match(), calls: [], outages: [], losses: [], ...overrides };
}

const down = (kind: Outage['kind'], from: number, to: number | null): Outage => ({
	kind,
	from: at(from),
	to: to === null ? null : at(to),
	stopped: false,
});
const lost = { from: at(10 * MINUTE), to: at(11 * MINUTE) };
const refused = (count: number, httpStatus: number | null = 401, provider = 'together'): FailedCall[] =>
	Array.from({ length: count }, () => ({
		provider,
		category: httpStatus === null ? 'transient' : 'permanent',
		httpStatus,
		message: 'Together AI refused it with status 401: invalid key',
		fingerprint: 'Together AI refused it with status <n>: invalid key',
	}));

describe('a worker that was down', () => {
	it('is the cause of predictions that nobody was asked for, with its times', () => {
		const found = diagnose(evidence({ outages: [down('prediction', -2 * HOUR, 4 * HOUR)] }));
		expect(found).toMatchObject({
			cause: 'worker_down',
			summary:
				'The prediction worker was down from 13:00 to 19:00 UTC on 2025-03-01: the predictions never ran.',
			missing: { stage: 'predictions', dueAt: at(-30 * MINUTE) },
			remedy: { action: 'recover' },
		});
		expect(found.evidence).toEqual([
			'The prediction worker was down from 13:00 to 19:00 UTC on 2025-03-01.',
			'The analysis was there in time.',
			'No prediction is stored.',
			'No job for the predictions exists now.',
		]);
	});

	it('stands together with the loss of the queues', () => {
		const outages = [down('prediction', -2 * HOUR, 4 * HOUR)];
		expect(diagnose(evidence({ outages, losses: [lost] }))).toMatchObject({
			cause: 'worker_down',
			summary:
				'The prediction worker was down from 13:00 to 19:00 UTC on 2025-03-01, and the queues lost their jobs at some time from 15:10:00 to 15:11:00 UTC on 2025-03-01: the predictions never ran.',
		});
	});

	it('has to be started before anything is recovered', () => {
		const { remedy } = diagnose(evidence({ outages: [down('prediction', -2 * HOUR, null)] }));
		expect(remedy.text).toMatch(/^Start the prediction worker again, then recover\./);
	});

	it('leaves out of the sentence what only came after the failure, and tells it as evidence', () => {
		const outages = [down('prediction', -2 * HOUR, 4 * HOUR), down('scheduling', 3.5 * HOUR, null)];
		const losses = [lost, { from: at(3.5 * HOUR), to: null }];
		const found = diagnose(evidence({ outages, losses }));
		expect(found.summary).not.toContain('scheduling');
		expect(found.summary).not.toContain('after 18:30');
		expect(found.evidence).toContain('The scheduling worker has been down since 18:30 UTC on 2025-03-01.');
		expect(found.evidence).toContain('The queues lost their jobs after 18:30 UTC on 2025-03-01.');
		expect(found.remedy.text).toMatch(/^Recover, and start the scheduling worker again/);
	});

	it('is none of a failure that had come before it was down, and is told as evidence', () => {
		const found = diagnose(evidence({ outages: [down('prediction', 4 * HOUR, 4 * HOUR + 20_000)] }));
		expect(found.cause).toBe('never_queued');
		expect(found.evidence).toEqual(
			expect.arrayContaining([
				'Before it failed, no outage of a worker that it needs and no loss of a queue is known since it was due.',
				expect.stringMatching(/^The prediction worker was down from 19:00/),
			]),
		);
	});

	it('is none of what waits in its queue still, although it is back', () => {
		const waiting = match({ jobs: { predictions: { state: 'waiting', dueAt: null, started: 0 } } });
		const restart = down('prediction', 0, 20_000);
		const found = diagnose(evidence({ match: waiting, outages: [restart], losses: [lost] }));
		expect(found).toMatchObject({ cause: 'still_waiting', remedy: { action: null } });
		expect(found.evidence).toEqual([
			expect.stringMatching(/^The prediction worker was down from 15:00:00 to 15:00:20/),
			expect.stringMatching(/^The queues lost their jobs at some time from 15:10:00/),
			'The analysis was there in time.',
			'No prediction is stored.',
			'A job for the predictions is in its queue now.',
		]);
		const stillDown = [restart, down('prediction', HOUR, null)];
		expect(diagnose(evidence({ match: waiting, outages: stillDown })).cause).toBe('worker_down');
	});

	it('has to be started for what waits, when it went down after the failure', () => {
		const waiting = match({ jobs: { predictions: { state: 'waiting', dueAt: null, started: 0 } } });
		const found = diagnose(evidence({ match: waiting, outages: [down('prediction', 4 * HOUR, null)] }));
		expect(found.cause).toBe('still_waiting');
		expect(found.remedy.text).toBe('Start the prediction worker again: then they are made without you.');
	});

	it('is none when it was up while the predictions were due, or is not needed for them', () => {
		const outages = [down('prediction', -9 * HOUR, -8 * HOUR), down('settlement', -HOUR, 4 * HOUR)];
		expect(diagnose(evidence({ outages })).cause).toBe('never_queued');
	});

	it('is the cause of a missing analysis, too: the walk goes back to the first stage that lacked', () => {
		const found = diagnose(
			evidence({ match: match({ analysis: null }), outages: [down('scheduling', -7 * HOUR, 4 * HOUR)] }),
		);
		expect(found).toMatchObject({
			cause: 'worker_down',
			missing: { stage: 'analysis', dueAt: at(-6 * HOUR) },
		});
		expect(found.summary).toMatch(/the analysis never ran\.$/);
	});

	it('explains a failure that was mended since by what was missing then', () => {
		const mended = match({ predictions: { ...predicted, retroactive: 42, lastMadeAt: at(5 * HOUR) } });
		const outages = [down('prediction', -2 * HOUR, 4 * HOUR)];
		const found = diagnose(evidence({ match: mended, outages, failure: failure({ until: at(5 * HOUR) }) }));
		expect(found).toMatchObject({ cause: 'worker_down', missing: { stage: 'predictions' } });
	});
});

describe('queues', () => {
	it('that lost their jobs are the cause when every worker was up', () => {
		expect(diagnose(evidence({ losses: [lost] }))).toMatchObject({
			cause: 'queue_lost',
			summary:
				'The queues lost their jobs at some time from 15:10:00 to 15:11:00 UTC on 2025-03-01: the predictions never ran.',
			remedy: { action: 'recover' },
		});
	});

	it('that lost their jobs only after the failure are not its cause', () => {
		const after = { from: at(4 * HOUR), to: at(4 * HOUR + MINUTE) };
		const found = diagnose(evidence({ losses: [after] }));
		expect(found.cause).toBe('never_queued');
		expect(found.evidence).toContainEqual(expect.stringMatching(/^The queues lost their jobs .* 19:00/));
	});

	it('that hold the job still say so', () => {
		const waiting = match({ jobs: { predictions: { state: 'waiting', dueAt: null, started: 0 } } });
		expect(diagnose(evidence({ match: waiting }))).toMatchObject({
			cause: 'still_waiting',
			summary: 'The predictions wait in their queue still.',
			remedy: { action: null },
		});
	});

	it('that never held it say so, without a made-up reason', () => {
		expect(diagnose(evidence())).toMatchObject({
			cause: 'never_queued',
			summary: 'No job for the predictions exists, and no reason for that is known.',
		});
	});
});

describe('model calls', () => {
	it('that a provider refused name it and its status', () => {
		const found = diagnose(evidence({ calls: [...refused(30), ...refused(12, 500, 'synthetic')] }));
		expect(found).toMatchObject({
			cause: 'provider_refused',
			subject: 'together 401',
			summary: 'Together AI refused the calls with status 401.',
			remedy: { action: 'recover' },
		});
		expect(found.evidence[0]).toBe(
			'30 of the calls to 42 models were refused by Together AI with status 401.',
		);
		expect(found.remedy.text).toMatch(/^Check TOGETHER_API_KEY/);
	});

	it('that failed without a status say how', () => {
		const found = diagnose(evidence({ calls: refused(42, null) }));
		expect(found).toMatchObject({ cause: 'model_call_failed', subject: 'together' });
		expect(found.evidence).toContain(
			'The calls failed with: Together AI refused it with status <n>: invalid key',
		);
	});

	it('are not blamed for the models that were never asked', () => {
		const outages = [down('prediction', -20 * MINUTE, 4 * HOUR)];
		expect(diagnose(evidence({ calls: refused(3), outages })).cause).toBe('worker_down');
		expect(diagnose(evidence({ calls: refused(30), outages })).cause).toBe('provider_refused');
	});

	it('are made without an analysis, too: then they are what is missing', () => {
		const found = diagnose(evidence({ match: match({ analysis: null }), calls: refused(42) }));
		expect(found).toMatchObject({ cause: 'provider_refused', missing: { stage: 'predictions' } });
		expect(found.evidence).toContain('There was no analysis.');
	});

	it('of a provider that Touchline knows no more are told under its stored name', () => {
		expect(diagnose(evidence({ calls: refused(42, 401, 'acme') }))).toMatchObject({
			cause: 'provider_refused',
			summary: 'acme refused the calls with status 401.',
			remedy: { text: expect.stringMatching(/^Check the key, and what it allows at acme\./) },
		});
		expect(diagnose(evidence({ calls: refused(42, null, 'acme') }))).toMatchObject({
			cause: 'model_call_failed',
			summary: 'Calls to models of acme kept failing.',
		});
	});

	it('that were given up before anything was sent lack a key', () => {
		const message = 'No API key for Together AI: set TOGETHER_API_KEY.';
		const call = { provider: 'together', category: 'permanent', httpStatus: null } as const;
		const calls = Array.from({ length: 42 }, () => ({ ...call, message, fingerprint: message }));
		const found = diagnose(evidence({ calls }));
		expect(found).toMatchObject({
			cause: 'provider_not_set_up',
			subject: 'together',
			summary: 'Touchline is not set up to call models of Together AI.',
			remedy: { action: 'recover', text: expect.stringMatching(/^Set TOGETHER_API_KEY, .* Then retry\./) },
		});
		expect(found.evidence).toEqual(
			expect.arrayContaining([
				'42 of the calls to 42 models were given up before anything was sent.',
				`The calls failed with: ${message}`,
			]),
		);
		const unknown = calls.map((one) => ({ ...one, provider: 'acme' }));
		expect(diagnose(evidence({ calls: unknown })).remedy.text).toMatch(/^Touchline knows no provider acme/);
	});

	it('are diagnosed one by one, too', () => {
		const call = { stage: 'predictions', modelId: 'llama-4-scout', provider: 'together' } as const;
		const one = (overrides: Partial<FailedWork>) =>
			diagnose(evidence({ failure: failure({ ...call, category: 'transient', ...overrides }) }));
		expect(one({ httpStatus: 402 })).toMatchObject({ cause: 'provider_refused', subject: 'together 402' });
		expect(one({ message: 'no answer within 30 s' })).toMatchObject({ cause: 'model_call_failed' });
		expect(one({ category: 'stalled' })).toMatchObject({ cause: 'worker_died' });
	});
});

it('a failed job without a match that is stored is invalid data', () => {
	expect(diagnose(evidence({ match: null }))).toMatchObject({
		cause: 'data_invalid',
		missing: null,
		remedy: { action: 'clear' },
	});
});

it('a match without a result has none', () => {
	const live = match({ status: 'live', finishedAt: null, predictions: predicted });
	expect(diagnose(evidence({ match: live, failure: failure({ category: 'permanent' }) }))).toMatchObject({
		cause: 'result_missing',
		summary: 'The match has no result: for its source it is live.',
	});
});

it.each(['awarded', 'cancelled', 'abandoned', 'postponed'] as const)(
	'a match that is %s is void: there is nothing to wait for',
	(status) => {
		const isVoid = match({ status, finishedAt: null, predictions: predicted });
		const found = diagnose(evidence({ match: isVoid, failure: failure({ category: 'permanent' }) }));
		expect(found).toMatchObject({ cause: 'match_void', remedy: { action: 'clear' } });
		expect(found.summary).toContain(`the match is ${status}: it is void`);
	},
);

describe('a stage before that failed by itself', () => {
	const failed = (overrides: Partial<FailureFacts> = {}): FailureFacts => ({
		message: 'deadlock detected',
		permanent: false,
		occurrences: 1,
		lastSeenAt: at(6 * HOUR),
		retryRequestedAt: null,
		clearedBecause: null,
		...overrides,
	});
	const outages = [down('prediction', -2 * HOUR, 4 * HOUR)];

	it('is the cause when predictions waited for that analysis', () => {
		const waiting = match({ analysis: null, failures: { analysis: failed() } });
		expect(diagnose(evidence({ match: waiting, outages }))).toMatchObject({
			cause: 'stage_failed',
			subject: 'analysis deadlock detected',
			summary: 'The analysis failed: deadlock detected.',
			missing: { stage: 'analysis' },
			remedy: { action: 'recover' },
		});
	});

	it('holds nobody up once the analysis was given up', () => {
		const givenUp = match({ analysis: null, failures: { analysis: failed({ permanent: true }) } });
		expect(diagnose(evidence({ match: givenUp, outages }))).toMatchObject({
			cause: 'worker_down',
			missing: { stage: 'predictions' },
		});
		expect(diagnose(evidence({ match: givenUp, calls: refused(42) })).cause).toBe('provider_refused');
		expect(diagnose(evidence({ match: givenUp })).summary).toBe('The analysis failed: deadlock detected.');
	});

	it('is the cause when the predictions were never handed out, unless most models were asked', () => {
		const stuck = match({ failures: { predictions: failed() } });
		expect(diagnose(evidence({ match: stuck, calls: refused(3), outages }))).toMatchObject({
			cause: 'stage_failed',
			summary: 'The predictions failed: deadlock detected.',
			missing: { stage: 'predictions' },
		});
		expect(diagnose(evidence({ match: stuck, calls: refused(42) })).cause).toBe('provider_refused');
	});

	it('is no cause of itself', () => {
		const own = failure({ stage: 'predictions', category: 'transient', message: 'deadlock detected' });
		const stuck = match({ analysis: null, failures: { predictions: failed() } });
		expect(diagnose(evidence({ failure: own, match: stuck, calls: refused(42), outages }))).toMatchObject({
			cause: 'unknown',
			missing: { stage: 'predictions' },
		});
	});
});

it('nobody is asked when no model is enabled', () => {
	const predictions = { ...predicted, wanted: 0, stored: 0, unscored: 0, lastMadeAt: null };
	expect(diagnose(evidence({ match: match({ predictions }) }))).toMatchObject({ cause: 'no_model_enabled' });
});

it('line-ups fail with their source', () => {
	const lineups = failure({ stage: 'lineups', category: 'transient', message: 'the source is away' });
	expect(diagnose(evidence({ failure: lineups }))).toMatchObject({ cause: 'source_failed' });
});

it('what nothing explains is unknown, and says what was looked at', () => {
	const deadlock = failure({ category: 'transient', message: 'deadlock detected' });
	const found = diagnose(evidence({ failure: deadlock, match: match({ predictions: predicted }) }));
	expect(found).toMatchObject({ cause: 'unknown', remedy: { action: 'retry' } });
	expect(found.evidence).toEqual([
		'It failed with: deadlock detected',
		expect.stringMatching(/^Looked at without finding a reason: outages of workers, losses of queues/),
	]);
});

it('every cause stands in a sentence that ends, with a remedy', () => {
	expect(CAUSES).toHaveLength(15);
	expect(diagnose(evidence()).summary).toMatch(/\.$/);
});
