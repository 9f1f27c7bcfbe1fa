import { expect, it } from 'vitest';
import { finishedWith, fixture } from '../../tests/pipeline.ts';
import { usableFixtures } from './usable.ts';

it.each([
	['a finished match without a score', { ...finishedWith(1, 0), fullTime: null }, 'its score is missing'],
	['negative goals', finishedWith(-1, 0), 'has -1 goals'],
	['half a goal', finishedWith(0.5, 0), 'has 0.5 goals'],
	['no goals at all but NaN', finishedWith(Number.NaN, 0), 'has NaN goals'],
	['a hundred goals', finishedWith(100, 0), 'has 100 goals'],
	['a team against itself', { home: 'Ajax', away: 'Ajax' }, 'home and away are both "Ajax"'],
])('%s is left out with the reason, and the others are kept', (_, broken, reason) => {
	const [good, bad] = [fixture(finishedWith(31, 0)), fixture(broken)];
	const { fixtures, problems } = usableFixtures([bad, good]);
	expect(fixtures).toEqual([good]);
	expect(problems).toEqual([
		{ where: `${bad.home} against ${bad.away}`, reason: expect.stringContaining(reason) },
	]);
});
