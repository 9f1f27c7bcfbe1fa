import fc from 'fast-check';
import { after, HOUR, MINUTE } from '../clock.ts';
import type { FailureFacts, JobFacts, MatchFacts, SettledSource } from './match-facts.ts';

/** Any facts that the database and the queues could tell of a match that kicks off at `kickoffAt`. */
export function matchFacts(kickoffAt: Date): fc.Arbitrary<MatchFacts> {
	const time = fc.integer({ min: -3_000, max: 3_000 }).map((minutes) => after(kickoffAt, minutes * MINUTE));
	const job: fc.Arbitrary<JobFacts> = fc.oneof(
		fc.record({
			state: fc.constantFrom('waiting', 'active', 'ended'),
			dueAt: fc.constant(null),
			started: fc.nat(3),
		}),
		fc.record({ state: fc.constant('delayed' as const), dueAt: time, started: fc.nat(3) }),
	);
	const failure: fc.Arbitrary<FailureFacts> = fc.record({
		message: fc.constant('no answer'),
		permanent: fc.boolean(),
		occurrences: fc.integer({ min: 1, max: 8 }),
		lastSeenAt: time,
		retryRequestedAt: fc.option(time),
		clearedBecause: fc.option(fc.constant('the club withdrew'), { freq: 4 }),
	});
	const source: fc.Arbitrary<SettledSource> = fc.record({
		at: time,
		unavailableReason: fc.option(fc.constant('the source has none')),
	});
	const missing = fc.array(
		fc.record({ modelId: fc.uuid(), job: fc.option(job), failure: fc.option(failure) }),
		{ maxLength: 4 },
	);
	const predictions = fc
		.record({ missing, stored: fc.nat(4), unscored: fc.nat(4), lastMadeAt: fc.option(time) })
		.map(({ missing: lacking, stored, unscored, lastMadeAt }) => ({
			wanted: lacking.length + stored,
			stored,
			retroactive: 0,
			unscored: Math.min(unscored, stored),
			missing: lacking,
			lastMadeAt,
		}));
	const work = <Value>(value: fc.Arbitrary<Value>) =>
		fc.record(
			{ analysis: value, lineups: value, predictions: value, settlement: value },
			{ requiredKeys: [] },
		);

	return fc
		.record({
			status: fc.constantFrom(
				'scheduled',
				'live',
				'finished',
				'postponed',
				'cancelled',
				'abandoned',
				'awarded',
			),
			analysis: fc.option(source),
			lineups: fc.option(source),
			predictions,
			settlement: fc.option(
				fc.record({
					at: time,
					stands: fc.boolean(),
					nothingToSettleReason: fc.option(fc.constant('no model is enabled')),
				}),
			),
			resultDoubted: fc.boolean(),
			jobs: work(job),
			failures: work(failure),
		})
		.map((known) => ({
			...known,
			id: 'm1',
			kickoffAt,
			finishedAt: known.status === 'finished' ? after(kickoffAt, 2 * HOUR) : null,
		}));
}
