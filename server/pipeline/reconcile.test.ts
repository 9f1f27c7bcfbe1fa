import { describe, expect, it } from 'vitest';
import { finishedWith, fixture, START, storeMatch, testPipeline } from '../../tests/pipeline.ts';
import { HOUR, after as later, MINUTE } from '../clock.ts';
import { newJob } from '../queue/catalogue.ts';
import { runPass } from './passes.ts';
import { reconcileMatches } from './reconcile.ts';
import { QUEUED_STAGES } from './stages.ts';
import { storeFixtures } from './store-fixtures.ts';

const pipeline = testPipeline();

/** The jobs of a match that its queues hold, with the time they are due as HH:MM of their day. */
async function queuedFor(matchId: string): Promise<string[]> {
	const jobs = QUEUED_STAGES.map((stage) => newJob(stage, { matchId }));
	const found = await pipeline().queues.inspect(jobs);
	return jobs.flatMap(({ id, name }) => {
		const job = found.get(id);
		// A job's real due time is whole milliseconds, counted from a moment after the clock was read.
		const dueAt = job?.dueAt && new Date(Math.round(job.dueAt.getTime() / MINUTE) * MINUTE);
		return job ? [`${name} ${dueAt?.toISOString().slice(5, 16) ?? job.state}`] : [];
	});
}

describe('reconcile', () => {
	it('queues the work of a coming match for its time, and changes nothing the second time', async () => {
		const matchId = await storeMatch(pipeline(), { kickoffAt: later(START, 10 * HOUR) });
		const first = await runPass(pipeline(), 'sweep');
		expect(first.added).toMatchObject({ analysis: 1, lineups: 1, predictions: 1, settlement: 0 });
		expect(await queuedFor(matchId)).toEqual([
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
		const before = await queuedFor(matchId);
		await pipeline().backend.clear();
		expect(await queuedFor(matchId)).toEqual([]);
		await reconcileMatches(pipeline(), [matchId]);
		await reconcileMatches(pipeline(), [matchId]);
		expect(await queuedFor(matchId)).toEqual(before);
	});

	it('moves the work of a match that kicks off at another time, later or earlier', async () => {
		const coming = fixture({ kickoffAt: later(START, 11 * HOUR) });
		const [matchId = ''] = await storeFixtures(pipeline().db, [coming], START);
		await reconcileMatches(pipeline(), [matchId]);
		for (const hours of [14, 8]) {
			await storeFixtures(pipeline().db, [{ ...coming, kickoffAt: later(START, hours * HOUR) }], START);
			await reconcileMatches(pipeline(), [matchId]);
			expect(await queuedFor(matchId)).toContain(
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
		expect(await queuedFor(matchId)).toHaveLength(3);
		await storeFixtures(pipeline().db, [{ ...coming, status }], START);
		const report = await runPass(pipeline(), 'sweep');
		expect(report.dropped).toBe(3);
		expect(await queuedFor(matchId)).toEqual([]);
	});

	it('works a match at once that kicked off unserved within the look-back', async () => {
		const matchId = await storeMatch(pipeline(), {
			kickoffAt: later(START, -HOUR),
			status: 'live',
			goals: { home: 0, away: 0 },
		});
		await runPass(pipeline(), 'sweep');
		expect(await queuedFor(matchId)).toEqual(['analysis waiting']);
	});

	it('leaves history alone: matches that were over before anybody here knew them', async () => {
		const matchId = await storeMatch(pipeline(), {
			kickoffAt: later(START, -30 * HOUR),
			...finishedWith(2, 1),
		});
		await runPass(pipeline(), 'sweep');
		expect(await queuedFor(matchId)).toEqual([]);
	});

	it('owes a match that was known before its kick-off, however long ago that is', async () => {
		const coming = fixture({ kickoffAt: later(START, -20 * HOUR) });
		const [matchId = ''] = await storeFixtures(pipeline().db, [coming], later(START, -48 * HOUR));
		await storeFixtures(pipeline().db, [{ ...coming, ...finishedWith(1, 1) }], START);
		await runPass(pipeline(), 'sweep');
		expect(await queuedFor(matchId)).toEqual(['analysis waiting']);
	});
});
