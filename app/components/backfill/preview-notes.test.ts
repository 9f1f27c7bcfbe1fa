import { expect, it } from 'vitest';
import { givenPreview } from './preview.fixture.ts';
import { previewNotes } from './preview-notes.ts';

const notes = (given: Parameters<typeof givenPreview>[0]) => previewNotes(givenPreview(given));

it('has nothing to note of a backfill without a budget, of history, by models that are known', () => {
	expect(notes({})).toEqual([]);
});

it('says how far the budget goes', () => {
	expect(notes({ paidFor: 10 })).toEqual([{ text: 'The budget pays for all 10 matches.', tone: 'quiet' }]);
	expect(notes({ paidFor: 1, matches: 1 })).toMatchObject([{ text: 'The budget pays for the match.' }]);
	expect(notes({ paidFor: 7 })).toEqual([
		{
			text: 'The budget pays for 7 of 10 matches: there the run pauses, until it gets a larger one.',
			tone: 'warn',
		},
	]);
});

it('says what goes on whatever is done about the run', () => {
	const upTo = 'pausing, cancelling or the budget do not hold';
	expect(notes({ claimed: 3 })).toMatchObject([
		{ text: `The pipeline looks after 3 of 10 matches by itself: ${upTo} these up.` },
	]);
	expect(notes({ claimed: 1 })).toMatchObject([
		{ text: `The pipeline looks after 1 of 10 matches by itself: ${upTo} it up.` },
	]);
	expect(notes({ claimed: 10 })).toMatchObject([
		{ text: `The pipeline looks after all 10 matches by itself: ${upTo} these up.` },
	]);
});

it('names the models whose figures are assumed, or counts them when they are many', () => {
	expect(notes({ estimate: { assumedModels: ['deepseek-r1'] } })).toEqual([
		{ text: 'The figures of deepseek-r1 are assumed: nobody has measured it yet.', tone: 'quiet' },
	]);
	const many = ['a', 'b', 'c', 'd'];
	expect(notes({ estimate: { assumedModels: many } })).toEqual([
		{
			text: 'The figures of 4 models are assumed: nobody has measured them yet.',
			tone: 'quiet',
			names: many,
		},
	]);
});
