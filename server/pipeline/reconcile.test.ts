import { describe, expect, it } from 'vitest';
import { finishedWith, fixture, START, storeMatch, testPipeline } from '../../tests/pipeline.ts';
import { queuedFor } from '../../tests/queued.ts';
import { HOUR, after as later } from '../clock.ts';
import { runPass } from './passes.ts';
import { reconcileMatches } from './reconcile.ts';
import { storeFixtures } from './store-fixtures.ts';

const pipeline = testPipeline();

describe('reconcile', () => {
	it('queues the work of a coming match for its time, and changes nothing the second time', async () => {
		const matchId = await storeMatch(pipeline(), { kickoffAt: later(START, 10 * HOUR) });
		const first = await runPass(pipeline(), 'sweep');
		expect(first.added).toMatchObject({ analysis: 1, lineups: 1, predictions: 1, settlement: 0 });
		expect(await queuedFor(pipeline(), matchId)).toEqual([
			'analysis 03-01T16:00',
			'lineups 03-01T21:00',
			'predictions 03-01T21:30',
		]);
		const second = await runPass(pipeline(), 'sweep');
		expect(second.added).toMatchObject({ analysis: 0, lineups: 0, predictions: 0 });
		expect(second.checked).toBe(first.checked);
	});

	it('rebuilds queues that were wiped, each job once', async () => {
		const matchId = await storeMatch(pipeline(), { kickoffAt: later(START, 11 * HOUR) });
		await reconcileMatches(pipeline(), [matchId]);
		const before = await queuedFor(pipeline(), matchId);
		await pipeline().backend.clear();
		expect(await queuedFor(pipeline(), matchId)).toEqual([]);
		await reconcileMatches(pipeline(), [matchId]);
		await reconcileMatches(pipeline(), [matchId]);
		expect(await queuedFor(pipeline(), matchId)).toEqual(before);
	});

	it('moves the work of a match that kicks off at another time, later or earlier', async () => {
		const coming = fixture({ kickoffAt: later(START, 11 * HOUR) });
		const [matchId = ''] = await storeFixtures(pipeline().db, [coming], START);
		await reconcileMatches(pipeline(), [matchId]);
		for (const hours of [14, 8]) {
			await storeFixtures(pipeline().db, [{ ...coming, kickoffAt: later(START, hours * HOUR) }], START);
			await reconcileMatches(pipeline(), [matchId]);
			expect(await queuedFor(pipeline(), matchId)).toContain(
				`analysis ${later(START, (hours - 6) * HOUR)
					.toISOString()
					.slice(5, 16)}`,
			);
		}
	});

	it.each(['postponed', 'cancelled'] as const)('drops the work of a match that is %s', async (status) => {
		const coming = fixture({ kickoffAt: later(START, 9 * HOUR) });
		const [matchId = ''] = await storeFixtures(pipeline().db, [coming], START);
		await reconcileMatches(pipeline(), [matchId]);
		expect(await queuedFor(pipeline(), matchId)).toHaveLength(3);
		await storeFixtures(pipeline().db, [{ ...coming, status }], START);
		const report = await runPass(pipeline(), 'sweep');
		expect(report.dropped).toBe(3);
		expect(await queuedFor(pipeline(), matchId)).toEqual([]);
	});

	it('works a match at once that kicked off unserved within the look-back', async () => {
		const matchId = await storeMatch(pipeline(), {
			kickoffAt: later(START, -HOUR),
			status: 'live',
			goals: { home: 0, away: 0 },
		});
		await runPass(pipeline(), 'sweep');
		expect(await queuedFor(pipeline(), matchId)).toEqual(['analysis waiting']);
	});

	it('leaves history alone: matches that were over before anybody here knew them', async () => {
		const matchId = await storeMatch(pipeline(), {
			kickoffAt: later(START, -30 * HOUR),
			...finishedWith(2, 1),
		});
		await runPass(pipeline(), 'sweep');
		expect(await queuedFor(pipeline(), matchId)).toEqual([]);
	});

	it('owes a match that was known before its kick-off, however long ago that is', async () => {
		const coming = fixture({ kickoffAt: later(START, -20 * HOUR) });
		const [matchId = ''] = await storeFixtures(pipeline().db, [coming], later(START, -48 * HOUR));
		await storeFixtures(pipeline().db, [{ ...coming, ...finishedWith(1, 1) }], START);
		await runPass(pipeline(), 'sweep');
		expect(await queuedFor(pipeline(), matchId)).toEqual(['analysis waiting']);
	});

	it.each([
		['moved beyond every window', { kickoffAt: later(START, 20 * 24 * HOUR) }],
		['postponed to such a date', { kickoffAt: later(START, 20 * 24 * HOUR), status: 'postponed' as const }],
		[
			'called off long after its kick-off',
			{ kickoffAt: later(START, -8 * HOUR), status: 'cancelled' as const },
		],
	])('leaves no job at the old time of a match that is %s', async (_how, change) => {
		const coming = fixture({ kickoffAt: later(START, 10 * HOUR) });
		const [matchId = ''] = await storeFixtures(pipeline().db, [coming], later(START, -HOUR));
		await runPass(pipeline(), 'sweep');
		expect(await queuedFor(pipeline(), matchId)).toHaveLength(3);
		await storeFixtures(pipeline().db, [{ ...coming, ...change }], START);
		await runPass(pipeline(), 'sweep');
		const due = (await queuedFor(pipeline(), matchId)).filter((job) => job.includes('03-01'));
		expect(due).toEqual([]);
	});
});
