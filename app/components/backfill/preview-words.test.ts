import { expect, it } from 'vitest';
import { givenPreview } from './preview.fixture.ts';
import { firstMissing, modelsToAsk, nothingToDo } from './preview-words.ts';

it('tells how many matches lack what first, unless predictions are made anew', () => {
	const byFirstMissing = { analysis: 1_200, lineups: 0, predictions: 3 };
	expect(firstMissing(givenPreview({ byFirstMissing }))).toBe(
		'first missing: analysis 1,200 · predictions 3',
	);
	expect(firstMissing(givenPreview({ byFirstMissing, anew: 1 }))).toBeNull();
});

it.each([
	[['a', 'b'], [], '2 models'],
	[['a'], [], '1 model'],
	[['a', 'b'], ['a'], '2 models, 1 anew'],
	[['a', 'b'], ['a', 'b'], '2 models, all anew'],
])('tells of the models %j, of which %j anew', (modelIds, anew, words) => {
	expect(modelsToAsk({ modelIds, anew })).toBe(words);
});

it.each([
	[0, 'Nothing to do: no match of this time lacks what the policy asks for.'],
	[1, 'Nothing to do: 1 match with gaps is left alone, for the reasons below.'],
	[6, 'Nothing to do: 6 matches with gaps are left alone, for the reasons below.'],
])('says why there is nothing to do when %d are skipped', (skippedTotal, words) => {
	expect(nothingToDo(givenPreview({ matches: 0, skippedTotal }))).toBe(words);
});
