import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import models from '../../prisma/models.json' with { type: 'json' };
import { HOUR, after as later, MINUTE } from '../clock.ts';
import { newJob } from '../queue/catalogue.ts';
import { matchFacts } from './match-facts.arbitrary.ts';
import type { MatchFacts } from './match-facts.ts';
import { plan } from './plan.ts';
import { hasEnded } from './stage-state.ts';
import { DEFAULT_WINDOWS, QUEUED_STAGES, STAGES } from './stages.ts';
import { modelsToAsk } from './work-state.ts';

const MODEL_IDS = models.map(({ id }) => id);
const KICKOFF = new Date('2025-03-01T15:00:00Z');

const missing = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ modelId: `model-${index}`, job: null, failure: null }));

function facts(overrides: Partial<MatchFacts> = {}): MatchFacts {
	return {
		id: 'm1',
		kickoffAt: KICKOFF,
		status: 'scheduled',
		finishedAt: null,
		resultDoubted: false,
		analysis: null,
		lineups: null,
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
}

const done = { at: later(KICKOFF, -6 * HOUR), unavailableReason: null };
const predicted = (unscored: number) => ({
	wanted: 42,
	stored: 42,
	retroactive: 0,
	unscored,
	missing: [],
	lastMadeAt: later(KICKOFF, -29 * MINUTE),
});
const at = (ms: number) => later(KICKOFF, ms);
const planAt = (given: MatchFacts, ms: number) => plan(given, at(ms), DEFAULT_WINDOWS);
const states = (given: MatchFacts, ms: number) =>
	Object.fromEntries(STAGES.map((stage) => [stage, planAt(given, ms).stages[stage].is]));
const queued = (given: MatchFacts, ms: number) =>
	planAt(given, ms).changes.map(
		({ stage, change, dueAt }) => `${change} ${stage} ${dueAt.toISOString().slice(11, 16)}`,
	);

describe('plan', () => {
	it('wants nothing before the windows open', () => {
		expect(queued(facts(), -49 * HOUR)).toEqual([]);
		expect(states(facts(), -49 * HOUR)).toEqual({
			analysis: 'not-due',
			lineups: 'not-due',
			predictions: 'not-due',
			live: 'not-due',
			settlement: 'not-due',
		});
	});

	it('queues each stage for its time as soon as its window opens', () => {
		expect(queued(facts(), -48 * HOUR)).toEqual(['add analysis 09:00']);
		expect(queued(facts({ analysis: done }), -12 * HOUR)).toEqual([
			'add lineups 14:00',
			'add predictions 14:30',
		]);
	});

	it('leaves what is in place alone', () => {
		const dueAt = at(-6 * HOUR);
		expect(
			queued(facts({ jobs: { analysis: { state: 'delayed', dueAt, started: 0 } } }), -20 * HOUR),
		).toEqual([]);
	});

	it('moves a delayed job whose match kicks off at another time', () => {
		const jobs = { analysis: { state: 'delayed', dueAt: at(-3 * HOUR), started: 0 } } as const;
		expect(queued(facts({ jobs }), -20 * HOUR)).toEqual(['move analysis 09:00']);
	});

	it('wakes a job that sleeps past its time: one put to sleep by a faster or slower clock', () => {
		const sleeping = (ms: number, started: number) =>
			facts({ jobs: { analysis: { state: 'delayed', dueAt: at(ms), started } } });
		const changes = (given: MatchFacts, ms: number) =>
			queued(given, ms).filter((change) => change.includes('analysis'));
		expect(changes(sleeping(-5 * HOUR, 1), -7 * HOUR)).toEqual(['move analysis 09:00']);
		expect(changes(sleeping(-HOUR, 1), -5 * HOUR)).toEqual(['move analysis 10:00']);
		expect(changes(sleeping(-5 * HOUR, 0), -6 * HOUR)).toEqual(['move analysis 09:00']);
	});

	it('leaves a job alone that was postponed or waits for another attempt', () => {
		const nextAt = at(-5 * HOUR + 4 * MINUTE);
		const jobs = { analysis: { state: 'delayed', dueAt: nextAt, started: 1 } } as const;
		expect(queued(facts({ jobs }), -5 * HOUR)).not.toContainEqual(expect.stringContaining('analysis'));
		expect(planAt(facts({ jobs }), -5 * HOUR).stages.analysis).toMatchObject({
			is: 'retrying',
			nextAt,
		});
	});

	it('blocks the predictions that are due until analysis and line-ups have ended', () => {
		expect(planAt(facts({ analysis: done }), -20 * MINUTE).stages.predictions).toEqual({
			is: 'blocked',
			by: 'lineups',
		});
		expect(planAt(facts(), -20 * MINUTE).stages.predictions).toEqual({ is: 'blocked', by: 'analysis' });
	});

	it('predicts without an analysis and without line-ups when there are none', () => {
		const none = { at: at(-HOUR), unavailableReason: 'the source has none' };
		expect(queued(facts({ analysis: none, lineups: none }), -20 * MINUTE)).toEqual(['add predictions 14:30']);
	});

	it('lets no pause after a failure of the line-ups hold up the predictions', () => {
		const failure = {
			message: 'down',
			permanent: false,
			occurrences: 3,
			lastSeenAt: at(-31 * MINUTE),
			retryRequestedAt: null,
			clearedBecause: null,
		};
		expect(queued(facts({ analysis: done, failures: { lineups: failure } }), -29 * MINUTE)).toEqual([
			'add lineups 14:00',
		]);
	});

	it('goes on without an analysis that failed for good', () => {
		const failure = {
			message: 'bad',
			permanent: true,
			occurrences: 1,
			lastSeenAt: at(-2 * HOUR),
			retryRequestedAt: null,
			clearedBecause: null,
		};
		const given = facts({ lineups: done, failures: { analysis: failure } });
		expect(queued(given, -20 * MINUTE)).toEqual(['add predictions 14:30']);
	});

	it('asks again for models that nothing accounts for', () => {
		const given = facts({ analysis: done, lineups: done });
		given.predictions = { ...predicted(0), stored: 40, missing: missing(2) };
		expect(queued(given, -10 * MINUTE)).toEqual(['add predictions 14:30']);
		given.predictions.missing = given.predictions.missing.map((model) => ({
			...model,
			job: { state: 'active', dueAt: null, started: 1 },
		}));
		expect(queued(given, -10 * MINUTE)).toEqual([]);
		expect(planAt(given, -10 * MINUTE).stages.predictions).toEqual({ is: 'running' });
	});

	it('waits for nothing any more in the last quarter of an hour, and waits again once it is too late', () => {
		expect(queued(facts(), -15 * MINUTE)).toContain('add predictions 14:30');
		expect(queued(facts(), -16 * MINUTE)).not.toContain('add predictions 14:30');
		expect(queued(facts({ status: 'live' }), MINUTE)).toEqual(['add analysis 09:00']);
	});

	it('takes away an ended job that occupies the id of work that is owed', () => {
		const jobs = { analysis: { state: 'ended', dueAt: null, started: 5 } } as const;
		expect(queued(facts({ jobs }), -20 * HOUR)).toEqual(['replace analysis 09:00']);
	});

	it('drops jobs that nothing is left to do for', () => {
		const waiting = { state: 'waiting', dueAt: null, started: 0 } as const;
		expect(
			queued(facts({ analysis: done, lineups: done, jobs: { analysis: waiting } }), -5 * HOUR),
		).toContain('drop analysis 10:00');
	});

	it('forgets a failure that belongs to a kick-off the match no longer has', () => {
		const analysis = {
			message: 'bad',
			permanent: true,
			occurrences: 1,
			lastSeenAt: at(-20 * 24 * HOUR),
			retryRequestedAt: null,
			clearedBecause: null,
		};
		expect(queued(facts({ failures: { analysis } }), -20 * HOUR)).toEqual(['add analysis 09:00']);
		const current = { ...analysis, lastSeenAt: at(-6 * HOUR) };
		expect(queued(facts({ failures: { analysis: current } }), -5 * HOUR)).not.toContain('add analysis 09:00');
	});

	it('makes up for a match that kicked off unserved', () => {
		expect(queued(facts({ status: 'live' }), HOUR)).toEqual(['add analysis 09:00']);
		expect(queued(facts({ status: 'live', analysis: done, lineups: done }), HOUR)).toEqual([
			'add predictions 14:30',
		]);
	});

	it('settles at full time, after the predictions that are on their way', () => {
		const finished = { status: 'finished', finishedAt: at(2 * HOUR), analysis: done, lineups: done } as const;
		expect(queued(facts({ ...finished, predictions: predicted(42) }), 2 * HOUR)).toEqual([
			'add settlement 17:00',
		]);
		expect(planAt(facts(finished), 2 * HOUR).stages.settlement).toEqual({ is: 'blocked', by: 'predictions' });
	});

	it('waits for predictions that may still come, an hour after full time, a retry or the last one', () => {
		const finished = { status: 'finished', finishedAt: at(2 * HOUR), analysis: done, lineups: done } as const;
		const settlementAt = (given: Partial<MatchFacts>, ms: number) =>
			planAt(facts({ ...finished, ...given }), ms).stages.settlement;
		const blocked = { is: 'blocked', by: 'predictions' };
		expect(settlementAt({}, 3 * HOUR - 1)).toEqual(blocked);
		expect(settlementAt({}, 3 * HOUR)).toMatchObject({ is: 'missing' });

		const half = { ...predicted(20), missing: missing(22), stored: 20 };
		const waiting = { predictions: { state: 'waiting', dueAt: null, started: 0 } } as const;
		expect(settlementAt({ jobs: waiting, predictions: half }, 2.5 * HOUR)).toEqual(blocked);
		expect(settlementAt({ jobs: waiting, predictions: half }, 3 * HOUR)).toMatchObject({ is: 'missing' });
		const coming = { ...half, lastMadeAt: at(3 * HOUR) };
		expect(settlementAt({ jobs: waiting, predictions: coming }, 3.5 * HOUR)).toEqual(blocked);

		const settlement = {
			message: 'none stored',
			permanent: true,
			occurrences: 1,
			lastSeenAt: at(3 * HOUR),
			retryRequestedAt: at(5 * HOUR),
			clearedBecause: null,
		};
		expect(settlementAt({ failures: { settlement } }, 6 * HOUR - 1)).toEqual(blocked);
		expect(settlementAt({ failures: { settlement } }, 6 * HOUR)).toMatchObject({ is: 'missing' });
	});

	it('settles no result that is hard to believe until the source has told it again', () => {
		const finished = { status: 'finished', finishedAt: at(2 * HOUR), analysis: done, lineups: done } as const;
		const doubted = facts({ ...finished, predictions: predicted(42), resultDoubted: true });
		expect(queued(doubted, 2 * HOUR)).toEqual([]);
		expect(planAt(doubted, 2 * HOUR).next).toMatchObject({
			stage: 'live',
			what: 'the source is asked once more about the result',
		});
	});

	it('never tries again what an operator cleared, unless there is something new', () => {
		const cleared = {
			message: 'none stored',
			permanent: false,
			occurrences: 1,
			lastSeenAt: at(3 * HOUR),
			retryRequestedAt: null,
			clearedBecause: 'the club withdrew',
		};
		const finished = { status: 'finished', finishedAt: at(2 * HOUR), analysis: done, lineups: done } as const;
		const given = facts({ ...finished, failures: { settlement: cleared } });
		expect(planAt(given, 30 * HOUR).stages.settlement).toEqual({
			is: 'expired',
			reason: 'cleared by an operator: the club withdrew',
			wanted: false,
		});
		const late = { ...predicted(42), lastMadeAt: at(4 * HOUR) };
		expect(planAt({ ...given, predictions: late }, 30 * HOUR).stages.settlement).toMatchObject({
			is: 'missing',
		});
		const asked = { ...cleared, retryRequestedAt: at(4 * HOUR) };
		expect(
			planAt(facts({ ...finished, failures: { settlement: asked } }), 30 * HOUR).stages.settlement,
		).toMatchObject({ is: 'missing' });

		const calls = missing(42).map((call) => ({ ...call, failure: cleared }));
		const unasked = facts({ ...finished, predictions: { ...facts().predictions, missing: calls } });
		expect(planAt(unasked, 30 * HOUR).stages.predictions).toMatchObject({ is: 'expired' });
		const most = { ...predicted(0), stored: 41, missing: calls.slice(0, 1) };
		expect(planAt({ ...unasked, predictions: most }, 30 * HOUR).stages.predictions).toMatchObject({
			is: 'done',
		});
	});

	it('settles again when a prediction came later or the result was corrected', () => {
		const finished = { status: 'finished', finishedAt: at(2 * HOUR), analysis: done, lineups: done } as const;
		const settlement = { at: at(2 * HOUR), stands: true, nothingToSettleReason: null };
		expect(queued(facts({ ...finished, predictions: predicted(0), settlement }), 3 * HOUR)).toEqual([]);
		expect(queued(facts({ ...finished, predictions: predicted(1), settlement }), 3 * HOUR)).toEqual([
			'add settlement 17:00',
		]);
		const corrected = { ...settlement, stands: false };
		expect(
			queued(facts({ ...finished, predictions: predicted(0), settlement: corrected }), 3 * HOUR),
		).toEqual(['add settlement 17:00']);
	});

	it('tries a settlement again once predictions have come that it lacked', () => {
		const finished = { status: 'finished', finishedAt: at(2 * HOUR), analysis: done, lineups: done } as const;
		const settlement = {
			message: 'none stored',
			permanent: true,
			occurrences: 1,
			lastSeenAt: at(2 * HOUR),
			retryRequestedAt: null,
			clearedBecause: null,
		};
		const late = { ...predicted(42), lastMadeAt: at(3 * HOUR) };
		expect(queued(facts({ ...finished, predictions: late, failures: { settlement } }), 3 * HOUR)).toEqual([
			'add settlement 17:00',
		]);
		expect(
			queued(facts({ ...finished, predictions: predicted(42), failures: { settlement } }), 3 * HOUR),
		).toEqual([]);
	});

	it.each(['postponed', 'cancelled', 'abandoned', 'awarded'] as const)(
		'drops the work of a match that is %s',
		(status) => {
			const jobs = { predictions: { state: 'delayed', dueAt: at(-30 * MINUTE), started: 0 } } as const;
			expect(planAt(facts({ status, jobs }), -10 * HOUR).changes).toMatchObject([
				{ stage: 'predictions', change: 'drop' },
			]);
			expect(planAt(facts({ status }), -10 * HOUR).next).toEqual({
				stage: null,
				what: `nothing: the match is ${status}`,
				at: null,
			});
		},
	);

	it('revives failed work after a growing pause, and leaves it to the operator in the end', () => {
		const failure = {
			message: 'down',
			permanent: false,
			occurrences: 2,
			lastSeenAt: at(-5 * HOUR),
			retryRequestedAt: null,
			clearedBecause: null,
		};
		const failing = (given: Partial<typeof failure>) =>
			facts({ failures: { analysis: { ...failure, ...given } } });
		expect(planAt(failing({}), -5 * HOUR + 3 * MINUTE).stages.analysis).toMatchObject({ is: 'retrying' });
		expect(queued(failing({}), -5 * HOUR + 4 * MINUTE)).toContain('add analysis 09:00');
		expect(planAt(failing({ occurrences: 6 }), 0).stages.analysis).toEqual({ is: 'failed', reason: 'down' });
		const retried = facts({
			failures: { analysis: { ...failure, occurrences: 6, retryRequestedAt: at(-4 * HOUR) } },
		});
		expect(queued(retried, -4 * HOUR)).toContain('add analysis 09:00');
	});

	it('says in words what is next, and when', () => {
		const given = facts({
			analysis: done,
			jobs: { lineups: { state: 'delayed', dueAt: at(-HOUR), started: 0 } },
		});
		expect(planAt(given, -2 * HOUR).next).toEqual({ stage: 'lineups', what: 'line-ups', at: at(-HOUR) });
		const ready = {
			analysis: done,
			lineups: done,
			jobs: { predictions: { state: 'delayed', dueAt: at(-30 * MINUTE), started: 0 } },
		} as const;
		expect(planAt(facts(ready), -40 * MINUTE).next).toEqual({
			stage: 'predictions',
			what: 'predictions from 42 models',
			at: at(-30 * MINUTE),
		});
	});
});

describe('plan, for any facts at any time', () => {
	const now = fc.integer({ min: -72 * 60, max: 24 * 60 }).map((minutes) => at(minutes * MINUTE));
	const always = (check: (given: MatchFacts, time: Date) => void) =>
		fc.assert(fc.property(matchFacts(KICKOFF), now, check), { numRuns: 1_000 });

	it('says for every stage where it stands', () => {
		always((given, time) => {
			const { stages } = plan(given, time, DEFAULT_WINDOWS);
			expect(Object.keys(stages).toSorted()).toEqual([...STAGES].toSorted());
		});
	});

	it('names what is next and when, unless all has ended or an operator has to decide', () => {
		always((given, time) => {
			const { stages, next } = plan(given, time, DEFAULT_WINDOWS);
			expect(next.what).not.toBe('');
			const open = STAGES.filter((stage) => !hasEnded(stages[stage]));
			if (open.length === 0) return;
			expect(next.stage).not.toBeNull();
			const leftToOperator = next.stage !== null && stages[next.stage].is === 'failed';
			if (!leftToOperator) expect(next.at).toBeInstanceOf(Date);
		});
	});

	it('queues only work that no job stands for, and none of a void match', () => {
		always((given, time) => {
			const { stages, changes } = plan(given, time, DEFAULT_WINDOWS);
			for (const { stage, change } of changes) {
				if (change !== 'add' && change !== 'replace') continue;
				expect(given.jobs[stage]?.state).toBe(change === 'replace' ? 'ended' : undefined);
				expect(stages[stage].is).toBe('missing');
				expect(['scheduled', 'live', 'finished']).toContain(given.status);
			}
		});
	});

	it('never changes a stage twice, nor one that is running', () => {
		always((given, time) => {
			const changed = plan(given, time, DEFAULT_WINDOWS).changes.map(({ stage }) => stage);
			expect(new Set(changed).size).toBe(changed.length);
			for (const stage of QUEUED_STAGES) {
				if (given.jobs[stage]?.state === 'active') expect(changed).not.toContain(stage);
			}
		});
	});

	it('has nothing left to change once its changes were made', () => {
		always((given, time) => {
			const { changes } = plan(given, time, DEFAULT_WINDOWS);
			const jobs = { ...given.jobs };
			for (const { stage, change, dueAt } of changes) {
				if (change === 'drop') delete jobs[stage];
				else if (dueAt > time) jobs[stage] = { state: 'delayed', dueAt, started: 0 };
				else jobs[stage] = { state: 'waiting', dueAt: null, started: 0 };
			}
			expect(plan({ ...given, jobs }, time, DEFAULT_WINDOWS).changes).toEqual([]);
		});
	});

	it('wants no work of a stage whose result is stored, whatever else is known', () => {
		always((given, time) => {
			const predictedBy = { ...given.predictions, missing: [], stored: given.predictions.wanted };
			const results: Record<(typeof QUEUED_STAGES)[number], Partial<MatchFacts>> = {
				analysis: { analysis: done },
				lineups: { lineups: done },
				predictions: { predictions: predictedBy },
				settlement: {
					settlement: { at: KICKOFF, stands: true, nothingToSettleReason: null },
					predictions: { ...given.predictions, unscored: 0 },
				},
			};
			for (const stage of QUEUED_STAGES) {
				const { changes } = plan({ ...given, ...results[stage] }, time, DEFAULT_WINDOWS);
				const added = changes.filter(({ change }) => change === 'add' || change === 'replace');
				expect(added.map((change) => change.stage)).not.toContain(stage);
			}
		});
	});

	it('asks no other model because one has answered', () => {
		always((given, time) => {
			const [answered, ...missing] = given.predictions.missing;
			const before = modelsToAsk(given, time);
			const later = modelsToAsk({ ...given, predictions: { ...given.predictions, missing } }, time);
			expect(later).toEqual(before.filter((model) => model !== answered?.modelId));
		});
	});
});

describe('the identity of a piece of work', () => {
	const payload = fc.record({ matchId: fc.uuid(), modelId: fc.constantFrom(...MODEL_IDS) });

	it('is the same on every path, and that of no other piece of work', () => {
		const idsOf = ({ matchId, modelId }: { matchId: string; modelId: string }) => [
			...QUEUED_STAGES.map((stage) => newJob(stage, { matchId }).id),
			newJob('model-call', { matchId, modelId, provider: 'together' }).id,
		];
		fc.assert(
			fc.property(payload, payload, (one, other) => {
				expect(idsOf({ ...one })).toEqual(idsOf(one));
				expect(new Set(idsOf(one)).size).toBe(QUEUED_STAGES.length + 1);
				if (one.matchId === other.matchId && one.modelId === other.modelId) return;
				const call = (ids: string[]) => ids.at(-1);
				expect(call(idsOf(one))).not.toBe(call(idsOf(other)));
			}),
		);
	});
});
