import { beforeAll, describe, expect, it } from 'vitest';
import { actDeps, finishedMatch, operatorId, settlementJob, storeFailure } from '../../../tests/failures.ts';
import { START, storeMatch, testPipeline } from '../../../tests/pipeline.ts';
import { queuedFor } from '../../../tests/queued.ts';
import { HOUR, after as later } from '../../clock.ts';
import { createSettlementJob } from '../settlement-job.ts';
import { type ActDeps, actOnNamed } from './act-on-failures.ts';
import { retrySettlements } from './retry-settlements.ts';

const pipeline = testPipeline();
let deps: ActDeps;

beforeAll(async () => {
	deps = await actDeps(pipeline());
});

const retry = async (...matchIds: string[]) =>
	retrySettlements(deps, { matchIds, operatorId: await operatorId(pipeline()) });

describe('retrySettlements', () => {
	it('refuses each match that cannot be settled with one sentence, and queues the others', async () => {
		const coming = await storeMatch(pipeline(), { kickoffAt: later(START, 24 * HOUR) });
		const off = await storeMatch(pipeline(), { kickoffAt: later(START, 24 * HOUR), status: 'abandoned' });
		const settled = await finishedMatch(pipeline(), { predicted: true });
		await createSettlementJob(pipeline())(settled);
		const lost = await finishedMatch(pipeline(), { predicted: true, home: 'Ajax', away: 'Genk' });
		const failed = await finishedMatch(pipeline());
		const failure = await storeFailure(pipeline(), { matchId: failed, category: 'predictions_missing' });

		const doubted = await finishedMatch(pipeline(), { predicted: true, goals: [0, 31] });

		const results = await retry(coming, 'unknown', off, settled, lost, failed, lost, doubted);
		expect(results.map(({ id, outcome, reason }) => [id, outcome, reason])).toEqual([
			[coming, 'refused', 'the match is scheduled: it is settled when it has finished'],
			['unknown', 'refused', 'there is no match with this id'],
			[off, 'refused', 'the match is abandoned: there is nothing to settle'],
			[settled, 'refused', 'it is settled already, and every prediction of it is scored'],
			[lost, 'queued', null],
			[failed, 'queued', null],
			[
				doubted,
				'refused',
				'its result of 0-31 is hard to believe: the source is asked once more, and it is settled when that tells it again',
			],
		]);
		expect(await settlementJob(pipeline(), doubted)).toBeNull();
		expect(results[1]).toMatchObject({ home: null, away: null, next: null });
		expect(results[4]).toMatchObject({ home: 'Ajax', away: 'Genk', next: { stage: 'settlement' } });
		expect(await settlementJob(pipeline(), lost)).toBe('waiting');
		expect(await queuedFor(pipeline(), failed)).toEqual(['predictions waiting']);
		const { retryRequestedAt } = await pipeline().db.jobFailure.findUniqueOrThrow({ where: { id: failure } });
		expect(retryRequestedAt).toEqual(pipeline().clock.now());
		expect(
			await pipeline().db.operatorAction.findMany({ where: { action: 'settlement.retry' } }),
		).toMatchObject([{ detail: { queued: 2, refused: 5 } }]);
	});

	it('outweighs that an operator had cleared the settlement', async () => {
		const matchId = await finishedMatch(pipeline(), { predicted: true });
		const id = await storeFailure(pipeline(), { matchId, lastSeenAt: later(START, HOUR) });
		await actOnNamed(deps, {
			...{ ids: [id], work: { kind: 'clear', reason: 'no use' } },
			operatorId: await operatorId(pipeline()),
		});
		expect(await retry(matchId)).toMatchObject([{ outcome: 'queued' }]);
		expect(await settlementJob(pipeline(), matchId)).toBe('waiting');
	});

	it('changes nothing when it is asked twice at once', async () => {
		const matchId = await finishedMatch(pipeline(), { predicted: true });
		await storeFailure(pipeline(), { matchId });
		const both = await Promise.all([retry(matchId), retry(matchId)]);
		expect(both).toMatchObject([[{ outcome: 'queued' }], [{ outcome: 'queued' }]]);
		expect(await settlementJob(pipeline(), matchId)).toBe('waiting');
		expect(await pipeline().db.jobFailure.count({ where: { matchId } })).toBe(1);
	});
});
