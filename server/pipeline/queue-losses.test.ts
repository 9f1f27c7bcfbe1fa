import { beforeEach, expect, it } from 'vitest';
import { testPipeline } from '../../tests/pipeline.ts';
import { HOUR, after as later, MINUTE } from '../clock.ts';
import { checkMark, describeLosses, lossesBetween, pruneLosses } from './queue-losses.ts';

const pipeline = testPipeline();

beforeEach(async () => {
	const { db, backend } = pipeline();
	await backend.clear();
	await db.queueMark.deleteMany();
	await db.queueLoss.deleteMany();
});

it('a first start loses nothing, and neither do queues that stay', async () => {
	const { clock, db } = pipeline();
	expect(await checkMark(pipeline())).toBeNull();
	clock.advance(HOUR);
	expect(await checkMark(pipeline())).toBeNull();
	expect(await db.queueLoss.count()).toBe(0);
});

it('queues that were wiped are noticed once, with the time in which it happened', async () => {
	const { clock, backend } = pipeline();
	const from = clock.now();
	await checkMark(pipeline());
	await backend.clear();
	clock.advance(MINUTE);
	const to = clock.now();
	expect(await checkMark(pipeline())).toEqual({ from, to });
	clock.advance(MINUTE);
	expect(await checkMark(pipeline())).toBeNull();
	expect(await lossesBetween(pipeline(), later(from, -HOUR), later(to, HOUR))).toEqual([{ from, to }]);
	expect(await lossesBetween(pipeline(), later(to, MINUTE), later(to, HOUR))).toEqual([]);
	await pruneLosses(pipeline().db, later(to, 1));
	expect(await lossesBetween(pipeline(), from, later(to, HOUR))).toEqual([]);
});

it('a loss that nobody has checked for yet is told as well', async () => {
	const { clock, backend } = pipeline();
	const from = clock.now();
	await checkMark(pipeline());
	await backend.clear();
	clock.advance(HOUR);
	expect(await lossesBetween(pipeline(), from, clock.now())).toEqual([{ from, to: null }]);
});

it('losses are told with their times', () => {
	const from = new Date('2025-03-01T14:02:00Z');
	const losses = [
		{ from, to: later(from, MINUTE) },
		{ from: later(from, HOUR), to: null },
	];
	expect(describeLosses(losses)).toBe(
		'the queues lost their jobs at some time from 14:02:00 to 14:03:00 UTC on 2025-03-01 and the queues lost their jobs after 15:02 UTC on 2025-03-01',
	);
});
