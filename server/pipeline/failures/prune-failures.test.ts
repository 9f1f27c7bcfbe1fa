import { expect, it } from 'vitest';
import { operatorId, storeFailure } from '../../../tests/failures.ts';
import { START, storeMatch, testStore } from '../../../tests/pipeline.ts';
import { ensureOperator } from '../../auth/operators.ts';
import { DAY, after as later } from '../../clock.ts';
import { pruneFailures } from './prune-failures.ts';

const store = testStore();

it('deletes failures 90 days after they were resolved unless they were cleared, and actions 30 days after their end', async () => {
	const { db } = store();
	await ensureOperator(db, 'correct horse battery');
	const operator = await operatorId(store());
	const fail = async (resolvedAt: Date | null) =>
		storeFailure(store(), {
			...{ matchId: await storeMatch(store()), resolvedAt, resolution: resolvedAt && 'healed' },
		});
	const open = await fail(null);
	const recent = await fail(later(START, -89 * DAY));
	const old = await fail(later(START, -91 * DAY));
	const cleared = await storeFailure(store(), {
		...{ matchId: await storeMatch(store()), resolvedAt: later(START, -91 * DAY) },
		...{ resolution: 'cleared' as const, clearedBecause: 'the club withdrew' },
	});

	const [{ now }] = await db.$queryRaw<[{ now: Date }]>`SELECT now() AS now`;
	const act = async (selection: string, endedAt: Date | null) => {
		const action = { kind: 'retry', selection, operatorId: operator, startedAt: START, endedAt } as const;
		await db.failureAction.create({
			data: { ...action, items: { create: { position: 1, failureId: open } } },
		});
	};
	await act('long ended', later(now, -31 * DAY));
	await act('just ended', later(now, -29 * DAY));
	await act('under way', null);

	await pruneFailures(db, START);
	expect((await db.jobFailure.findMany()).map(({ id }) => id).toSorted()).toEqual(
		[open, recent, cleared].toSorted(),
	);
	expect(await db.jobFailure.count({ where: { id: old } })).toBe(0);
	const left = await db.failureAction.findMany({ orderBy: { selection: 'asc' } });
	expect(left.map(({ selection }) => selection)).toEqual(['just ended', 'under way']);
});
