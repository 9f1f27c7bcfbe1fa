import { expect, it } from 'vitest';
import { finishedWith, START, storeMatch, testPipeline } from '../../tests/pipeline.ts';
import { DAY, HOUR, after as later } from '../clock.ts';
import { watchedMatches } from './watched-matches.ts';

const pipeline = testPipeline();

it('are those with a claim from 90 days after kick-off to 2 hours before it', async () => {
	const { clock } = pipeline();
	/** Known before its kick-off, and never settled. */
	const unsettled = async (kickoffAt: Date) => {
		clock.set(later(kickoffAt, -DAY));
		const id = await storeMatch(pipeline(), { kickoffAt, ...finishedWith(1, 0) });
		clock.set(START);
		return id;
	};
	await unsettled(later(START, -91 * DAY));
	const owed = await unsettled(later(START, -89 * DAY));
	const soon = await storeMatch(pipeline(), { kickoffAt: later(START, 1.9 * HOUR) });
	await storeMatch(pipeline(), { kickoffAt: later(START, 2.1 * HOUR) });
	const { matches } = await watchedMatches(pipeline(), []);
	expect(matches.map(({ id }) => id)).toEqual([owed, soon]);
});
