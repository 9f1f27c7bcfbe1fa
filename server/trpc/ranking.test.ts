import { expect, it } from 'vitest';
import { finishedMatch } from '../../tests/failures.ts';
import { COMPETITION, START } from '../../tests/pipeline.ts';
import { PASSWORD, testWeb } from '../../tests/web.ts';
import { HOUR, after as later } from '../clock.ts';
import { settleMatch } from '../pipeline/settlement.ts';
import { createTouchlineClient } from './client.ts';

const web = testWeb({ queues: 'postgres' });
const ranking = (password = PASSWORD) => createTouchlineClient({ url: web().url, password }).ranking;

it('the ranking answers an operator, narrowed by competition and kick-off', async () => {
	const { pipeline } = web();
	const matchId = await finishedMatch(pipeline, { predicted: true });
	await settleMatch(pipeline.db, { matchId, now: START });
	const ranked = await ranking().query();
	expect(ranked).toHaveLength(await pipeline.db.model.count());
	expect(ranked[0]).toMatchObject({ model: { id: expect.any(String) }, predictions: 1 });
	expect(await ranking().query({ competition: COMPETITION.id })).toEqual(ranked);
	expect(await ranking().query({ from: START })).toEqual([]);
	pipeline.clock.set(later(START, 24 * HOUR));
	expect(await ranking().query({ days: 2 })).toEqual(ranked);
	expect(await ranking().query({ days: 1 })).toEqual([]);
});

it('the ranking refuses strangers, and times in the wrong order', async () => {
	await expect(ranking('not this one').query()).rejects.toMatchObject({ data: { code: 'UNAUTHORIZED' } });
	await expect(ranking().query({ from: START, to: later(START, -HOUR) })).rejects.toMatchObject({
		data: { code: 'BAD_REQUEST' },
		message: expect.stringMatching(/"from" must be before "to"/),
	});
	await expect(ranking().query({ from: START, days: 7 })).rejects.toMatchObject({
		data: { code: 'BAD_REQUEST' },
		message: expect.stringMatching(/either "days" or "from"/),
	});
});
