import { expect, it } from 'vitest';
import { storeFailure } from '../../../tests/failures.ts';
import { START, storeMatch, testStore } from '../../../tests/pipeline.ts';
import { after as later, MINUTE } from '../../clock.ts';
import { alikeFailures } from './alike-failures.ts';

const store = testStore();

it('groups open failures that say the same, the largest group first, in the words of the newest', async () => {
	const fail = async (data: Partial<Parameters<typeof storeFailure>[1]>) =>
		storeFailure(store(), { matchId: await storeMatch(store()), ...data });
	const refused = { stage: 'analysis', message: 'status <n>', fingerprint: 'status <n>' } as const;
	await fail({ ...refused, lastSeenAt: later(START, MINUTE) });
	await fail({ ...refused, resolvedAt: START, resolution: 'cleared' });
	await fail({ cause: 'the worker was down from 10:00' });
	await fail({ cause: 'the worker was down from 11:00', lastSeenAt: later(START, MINUTE), regressions: 1 });
	await fail({ category: 'stalled' });
	const groups = await alikeFailures(store().db, 10);
	expect(groups).toMatchObject([
		{
			...{ stage: 'settlement', category: 'permanent', failures: 2, regressed: 1 },
			...{ words: 'the worker was down from 11:00', lastSeenAt: later(START, MINUTE) },
		},
		{ stage: 'analysis', fingerprint: 'status <n>', words: 'status <n>', failures: 1, regressed: 0 },
		{ stage: 'settlement', category: 'stalled', failures: 1, lastSeenAt: START },
	]);
	expect(await alikeFailures(store().db, 1)).toEqual(groups.slice(0, 1));
});
