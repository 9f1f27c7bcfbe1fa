import { describe, expect, it, vi } from 'vitest';
import { finishedMatch, settlementJob, storeFailure } from '../../tests/failures.ts';
import { START, storeMatch } from '../../tests/pipeline.ts';
import { PASSWORD, testWeb } from '../../tests/web.ts';
import { HOUR, after as later } from '../clock.ts';
import { createTouchlineClient } from './client.ts';

const web = testWeb();
const client = () => createTouchlineClient({ url: web().url, password: PASSWORD });

async function failedSettlement(message = 'no connection'): Promise<{ matchId: string; id: string }> {
	const { pipeline } = web();
	const matchId = await finishedMatch(pipeline, { predicted: true });
	return { matchId, id: await storeFailure(pipeline, { matchId, message }) };
}

/** The action once it has ended. */
async function ended(id: string) {
	await vi.waitFor(async () => expect((await client().failures.action.query({ id })).endedAt).not.toBeNull());
	return client().failures.action.query({ id });
}

describe('failures', () => {
	it('are listed, counted and retried one by one', async () => {
		const { matchId, id } = await failedSettlement('<script>boom</script>');
		const { failures, total, nextCursor } = await client().failures.list.query();
		expect(failures).toMatchObject([{ id, message: '<script>boom</script>', lastSeenAt: START }]);
		expect({ total, nextCursor }).toEqual({ total: 1, nextCursor: null });
		expect(await client().failures.counts.query()).toMatchObject({ settlement: 1, analysis: 0 });

		const { action, results } = await client().failures.retry.mutate({ ids: [id, 'gone'] });
		expect(action).toMatchObject({ operator: 'admin', total: 1, outcomes: { queued: 1 } });
		expect(results).toMatchObject([
			{ failureId: id, outcome: 'queued', next: { stage: 'settlement' } },
			{ failureId: 'gone', match: null, outcome: 'refused', reason: 'there is no failure with this id' },
		]);
		expect(await settlementJob(web().pipeline, matchId)).toBe('waiting');
		const [audited] = await web().pipeline.db.operatorAction.findMany({ include: { operator: true } });
		expect(audited).toMatchObject({ action: 'failures.retry', operator: { name: 'admin' } });
	});

	it('are cleared with a reason, and not without', async () => {
		const { id } = await failedSettlement();
		await expect(client().failures.clear.mutate({ ids: [id], reason: '  ' })).rejects.toThrow(/reason/);
		const { results } = await client().failures.clear.mutate({ ids: [id], reason: ' no use ' });
		expect(results).toMatchObject([{ outcome: 'cleared' }]);
		const { failures } = await client().failures.list.query({ filter: { status: 'resolved' } });
		expect(failures).toMatchObject([{ id, resolved: { how: 'cleared', because: 'no use' } }]);
	});

	it('are retried and cleared as they match, in the background, after their number was confirmed', async () => {
		const [one, other] = [await failedSettlement('matching'), await failedSettlement('matching')];
		const filter = { search: 'MATCHING' };
		await expect(client().failures.retryMatching.mutate({ filter, confirmed: 1 })).rejects.toMatchObject({
			data: { code: 'CONFLICT' },
			message: expect.stringMatching(/^2 failures would be touched now, 1 were confirmed/),
		});
		const started = await client().failures.retryMatching.mutate({ filter, confirmed: 2 });
		expect(started).toMatchObject({ kind: 'retry', total: 2 });
		expect(await ended(started.id)).toMatchObject({ outcomes: { queued: 2 } });
		for (const { matchId } of [one, other]) {
			expect(await settlementJob(web().pipeline, matchId)).toBe('waiting');
		}
		const { results } = await client().failures.actionResults.query({ id: started.id, limit: 1 });
		expect(results).toHaveLength(1);
		expect(await client().failures.cancelAction.mutate({ id: started.id })).toMatchObject({
			cancelledAt: null,
		});

		const clearing = await client().failures.clearMatching.mutate({ filter, confirmed: 2, reason: 'no use' });
		expect(await ended(clearing.id)).toMatchObject({ reason: 'no use', outcomes: { cleared: 2 } });
		expect((await client().failures.recentActions.query()).map(({ id }) => id)).toContain(clearing.id);
	});

	it('are retried as a group of the investigation, as long as there is such a group', async () => {
		const { matchId } = await failedSettlement('a kind of its own');
		const { groups } = await client().failures.investigate.query({ sinceDays: 1 });
		const group = groups.find(({ message }) => message === 'a kind of its own')?.id ?? '';
		const started = await client().failures.retryGroup.mutate({ group, confirmed: 1, sinceDays: 1 });
		expect(await ended(started.id)).toMatchObject({ total: 1, outcomes: { queued: 1 } });
		expect(await settlementJob(web().pipeline, matchId)).toBe('waiting');
		await expect(
			client().failures.clearGroup.mutate({ group: 'gone', confirmed: 1, reason: 'no use' }),
		).rejects.toMatchObject({ data: { code: 'NOT_FOUND' } });
	});

	it('are for operators, and for requests that make sense', async () => {
		const stranger = createTouchlineClient({ url: web().url });
		const strange = [
			stranger.failures.list.query(),
			stranger.failures.investigate.query(),
			stranger.failures.retry.mutate({ ids: ['a'] }),
			stranger.failures.clearMatching.mutate({ filter: {}, reason: 'no use', confirmed: 9 }),
			stranger.failures.recentActions.query(),
			stranger.settlement.retry.mutate({ matchIds: ['a'] }),
		];
		await Promise.all(strange.map((asked) => expect(asked).rejects.toThrow(/needs an operator/)));
		const wrong = [
			client().failures.list.query({ limit: 201 }),
			client().failures.list.query({ cursor: 'nonsense' }),
			client().failures.list.query({ filter: { search: 'a\0b' } }),
			client().failures.retry.mutate({ ids: [] }),
			client().failures.retry.mutate({ ids: Array.from({ length: 501 }, String) }),
			client().failures.retryMatching.mutate({ filter: {}, confirmed: -1 }),
		];
		await Promise.all(
			wrong.map((asked) => expect(asked).rejects.toMatchObject({ data: { code: 'BAD_REQUEST' } })),
		);
		await expect(client().failures.action.query({ id: 'unknown' })).rejects.toMatchObject({
			data: { code: 'NOT_FOUND' },
		});
	});
});

describe('settlement.retry', () => {
	it('says of each match what happens to it, or why nothing does', async () => {
		const { matchId } = await failedSettlement();
		const coming = await storeMatch(web().pipeline, { kickoffAt: later(START, 24 * HOUR) });
		const { matches } = await client().settlement.retry.mutate({ matchIds: [matchId, coming, 'unknown'] });
		expect(matches).toMatchObject([
			{ id: matchId, outcome: 'queued', reason: null, next: { stage: 'settlement' } },
			{ id: coming, outcome: 'refused', reason: expect.stringContaining('when it has finished') },
			{ id: 'unknown', home: null, outcome: 'refused', reason: 'there is no match with this id' },
		]);
	});
});
