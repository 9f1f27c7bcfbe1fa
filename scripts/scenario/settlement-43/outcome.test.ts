import { expect, it } from 'vitest';
import type { FailureGroup } from '../../../server/pipeline/investigation/investigation.ts';
import type { DayFacts } from '../day-facts.ts';
import { leftUndone, outcomeOf, wrongFindings } from './outcome.ts';

const AT = new Date('2026-01-10T21:00:00Z');

const GROUP: FailureGroup = {
	id: '1a2b3c4d',
	stage: 'settlement',
	fingerprint: 'No prediction is stored.',
	message: 'No prediction is stored.',
	cause: 'worker_down',
	summary: 'The prediction worker was down.',
	missing: null,
	evidence: [{ text: 'The queues lost their jobs after 21:00 UTC on 2026-01-10.', matches: 43 }],
	failures: 43,
	matches: 43,
	regressed: 0,
	firstSeenAt: AT,
	lastSeenAt: AT,
	examples: [],
	remedy: { text: 'Recover.', action: 'recover', command: null },
};
const FOUND = { failures: 43, groups: [GROUP] };

const RECOVERED: DayFacts = {
	matches: 43,
	analysed: 43,
	linedUp: 43,
	finished: 43,
	lastFinishedAt: AT,
	failed: 0,
	failures: 0,
	predictions: 1_806,
	retroactive: 1_806,
	doubled: 0,
	settled: 43,
	losses: 1,
};

it('has nothing to say when all is as it should be', () => {
	expect(wrongFindings(FOUND)).toEqual([]);
	expect(leftUndone(RECOVERED)).toEqual([]);
	expect(outcomeOf(FOUND, RECOVERED)).toEqual({
		matches: 43,
		failures: 43,
		cause: 'worker_down',
		predictions: 1_806,
		retroactive: 1_806,
		settled: 43,
		failuresLeft: 0,
	});
});

it('names what the investigation got wrong', () => {
	expect(wrongFindings({ failures: 0, groups: [] })).toHaveLength(5);
	expect(wrongFindings({ ...FOUND, groups: [{ ...GROUP, cause: 'unknown' }] })).toEqual([
		'Its cause is unknown, not worker_down.',
	]);
	expect(wrongFindings({ ...FOUND, groups: [{ ...GROUP, evidence: [] }] })).toEqual([
		'Its evidence does not name the lost queue.',
	]);
	const two = { failures: 43, groups: [GROUP, GROUP] };
	expect(wrongFindings(two)).toEqual(['They are 2 groups, not one.']);
	expect(outcomeOf(two, RECOVERED).cause).toBeNull();
});

it('names what the recovery has left', () => {
	const half = { settled: 40, failures: 3, predictions: 1_800, retroactive: 1_799, doubled: 1 };
	expect(leftUndone({ ...RECOVERED, ...half })).toEqual([
		'40 of 43 matches are settled.',
		'3 failures are left.',
		'1800 of 1806 predictions are stored.',
		'1 predictions are not marked as retroactive.',
		'1 predictions are doubled.',
	]);
});
