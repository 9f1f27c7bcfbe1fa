import { expect, it } from 'vitest';
import { queueNotes } from './queue-notes.ts';

type Status = Parameters<typeof queueNotes>[0];

const QUIET: Status = {
	waiting: 3,
	prioritized: 0,
	delayed: 9,
	active: 2,
	failed: 0,
	paused: false,
	overdueMs: null,
};

const notes = (status: Partial<Status>) =>
	queueNotes({ ...QUIET, ...status }).map(({ words, tone }) => `${words} (${tone})`);

it('says nothing of a queue that goes on as it should', () => {
	expect(notes({})).toEqual([]);
	expect(notes({ overdueMs: 9_000 })).toEqual([]);
});

it('says how long the oldest due job waits, and when that is worth a look', () => {
	expect(notes({ overdueMs: 40_000 })).toEqual(['the oldest due job waits 40 s (quiet)']);
	expect(notes({ overdueMs: 200_000 })).toEqual(['the oldest due job waits 3 min (warn)']);
});

it('says what is paused, what yields, and what was left', () => {
	expect(notes({ paused: true, prioritized: 1_200, failed: 2 })).toEqual([
		'paused: nothing is taken from it (warn)',
		'1,200 of those waiting yield to all others (quiet)',
		'2 failed and left in it (bad)',
	]);
});
