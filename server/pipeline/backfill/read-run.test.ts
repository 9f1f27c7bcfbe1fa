import { expect, it } from 'vitest';
import { operatorId as anOperator } from '../../../tests/failures.ts';
import { START, testStore } from '../../../tests/pipeline.ts';
import { ensureOperator } from '../../auth/operators.ts';
import { after as later, MINUTE } from '../../clock.ts';
import { recentRuns } from './read-run.ts';

const store = testStore();

it('lists runs page by page, the newest first, those of one moment included', async () => {
	const { db } = store();
	await ensureOperator(db, 'correct horse battery');
	const operatorId = await anOperator(store());
	const numbers = Array.from({ length: 45 }, (_, number) => number);
	await db.backfillRun.createMany({
		data: numbers.map((number) => ({
			id: `run${String(number).padStart(2, '0')}`,
			...{ policy: 'missing', order: 'oldest', concurrency: 8, selection: 'all', operatorId },
			startedAt: later(START, Math.floor(number / 2) * MINUTE),
		})),
	});
	const first = await recentRuns(db);
	const second = await recentRuns(db, first.nextCursor ?? '');
	const third = await recentRuns(db, second.nextCursor ?? '');
	expect(third.nextCursor).toBe(null);
	const listed = [first, second, third].flatMap(({ runs }) => runs.map(({ id }) => id));
	expect(listed).toEqual(numbers.toReversed().map((number) => `run${String(number).padStart(2, '0')}`));
	await expect(recentRuns(db, 'nonsense')).rejects.toThrow('This page of backfills does not exist');
});
