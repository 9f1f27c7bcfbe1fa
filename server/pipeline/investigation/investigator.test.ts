import { expect, it } from 'vitest';
import { ManualClock } from '../../../tests/manual-clock.ts';
import { finishedWith, START, storeMatch, testPipeline } from '../../../tests/pipeline.ts';
import { DAY, MINUTE } from '../../clock.ts';
import { recordFailure } from '../failures.ts';
import { createInvestigator } from './investigator.ts';

const pipeline = testPipeline();

it('answers with what has failed by now', async () => {
	const { db, clock } = pipeline();
	const realClock = new ManualClock(START);
	const investigate = createInvestigator(pipeline(), realClock);
	const question = { lookBack: DAY };
	const before = await Promise.all([investigate(question), investigate(question)]);
	expect(before.map(({ failures }) => failures)).toEqual([0, 0]);

	const matchId = await storeMatch(pipeline(), finishedWith(1, 0));
	const how = { error: new Error('deadlock detected'), permanent: false, stalled: false, attempts: 5 };
	await recordFailure(db, { stage: 'settlement', matchId, modelId: null }, how, clock.now());
	realClock.advance(MINUTE);
	expect((await investigate(question)).failures).toBe(1);
	expect((await investigate({ ...question, resolved: true })).failures).toBe(1);
});
