import { expect, it } from 'vitest';
import { storeFailure } from '../../../tests/failures.ts';
import { START, storeMatch, testPipeline } from '../../../tests/pipeline.ts';
import { after as later, MINUTE } from '../../clock.ts';
import { alikeFailures } from './alike-failures.ts';

const pipeline = testPipeline();

it('groups open failures that say the same, the largest group first, in the words of the newest', async () => {
	const store = async (data: Partial<Parameters<typeof storeFailure>[1]>) =>
		storeFailure(pipeline(), { matchId: await storeMatch(pipeline()), ...data });
	const refused = { stage: 'analysis', message: 'status <n>', fingerprint: 'status <n>' } as const;
	await store({ ...refused, lastSeenAt: later(START, MINUTE) });
	await store({ ...refused, resolvedAt: START, resolution: 'cleared' });
	await store({ cause: 'the worker was down from 10:00' });
	await store({ cause: 'the worker was down from 11:00', lastSeenAt: later(START, MINUTE), regressions: 1 });
	await store({ category: 'stalled' });
	const groups = await alikeFailures(pipeline().db, 10);
	expect(groups).toMatchObject([
		{
			...{ stage: 'settlement', category: 'permanent', failures: 2, regressed: 1 },
			...{ words: 'the worker was down from 11:00', lastSeenAt: later(START, MINUTE) },
		},
		{ stage: 'analysis', fingerprint: 'status <n>', words: 'status <n>', failures: 1, regressed: 0 },
		{ stage: 'settlement', category: 'stalled', failures: 1, lastSeenAt: START },
	]);
	expect(await alikeFailures(pipeline().db, 1)).toEqual(groups.slice(0, 1));
});
