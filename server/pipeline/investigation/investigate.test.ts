import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { finishedWith, storeAnalysis, storeMatch, testPipeline } from '../../../tests/pipeline.ts';
import { DAY, HOUR, after as later, MINUTE } from '../../clock.ts';
import { newJob } from '../../queue/catalogue.ts';
import type { Cause } from '../diagnosis/cause.ts';
import { failuresOfGroup, investigate } from './investigate.ts';

const pipeline = testPipeline();

const KICKOFF = new Date('2025-03-01T14:00:00Z');
const FULL_TIME = later(KICKOFF, 110 * MINUTE);
const LAST_WEEK = { lookBack: 7 * DAY };
const ACME = {
	...{ id: 'acme-one', provider: 'acme', providerModel: 'acme/one', displayName: 'One' },
	...{ tier: 'fast', reasoning: false, usdPerMillionPromptTokens: 0, usdPerMillionCompletionTokens: 0 },
};
const RETRY = { forWhat: 'retry', confirmed: 9 } as const;

beforeEach(async () => {
	const { db, clock, backend } = pipeline();
	await backend.clear();
	await db.workerHeartbeat.deleteMany();
	await db.match.deleteMany();
	clock.set(later(FULL_TIME, 3 * HOUR));
});

/** A match that finished with an analysis and no predictions, and whose settlement failed for that. */
async function unserved(overrides: { lastSeenAt?: Date; resolvedAt?: Date } = {}): Promise<string> {
	const matchId = await storeMatch(pipeline(), { kickoffAt: KICKOFF, ...finishedWith(2, 1) });
	await storeAnalysis(pipeline(), matchId, later(KICKOFF, -6 * HOUR));
	await fail(matchId, overrides);
	return matchId;
}

async function fail(
	matchId: string,
	{ lastSeenAt = later(FULL_TIME, HOUR), resolvedAt }: { lastSeenAt?: Date; resolvedAt?: Date } = {},
): Promise<void> {
	const message = 'No prediction is stored.';
	await pipeline().db.jobFailure.create({
		data: {
			...{ stage: 'settlement', matchId, category: 'predictions_missing', message, fingerprint: message },
			...{ attempts: 1, firstSeenAt: lastSeenAt, lastSeenAt, resolvedAt },
			resolution: resolvedAt && 'healed',
		},
	});
}

async function predictionWorkerDown(from: Date, to: Date): Promise<void> {
	const life = (since: Date, until: Date) => ({
		...{ id: randomUUID(), kind: 'prediction' as const, pid: 1, host: 'here' },
		...{ startedAt: since, firstBeatAt: since, lastSeenAt: until, beatAt: until },
	});
	const { db, clock } = pipeline();
	await db.workerHeartbeat.createMany({ data: [life(later(from, -DAY), from), life(to, clock.now())] });
}

/** Leaves a failed job in a queue, as a hand or another program might. */
async function failedJob(
	payload: unknown,
	reason: string,
	{ queue: name = 'settlement', job = 'settlement' }: { queue?: string; job?: string } = {},
): Promise<void> {
	const { backend } = pipeline();
	const queue = backend.queue(name);
	await queue.add(job, payload, { jobId: `by-hand-${randomUUID()}`, attempts: 1 });
	const worker = backend.worker(name, () => Promise.reject(new Error(reason)), { concurrency: 1 });
	await new Promise((resolve) => worker.on('failed', resolve));
	await worker.close();
	await queue.close();
}

describe('investigate', () => {
	it('names one cause for 43 settlements that lacked predictions', async () => {
		await predictionWorkerDown(later(KICKOFF, -HOUR), later(FULL_TIME, 2 * HOUR));
		for (let count = 0; count < 43; count++) await unserved();
		const { groups, ...rest } = await investigate(pipeline(), LAST_WEEK);
		expect(rest).toMatchObject({ failures: 43, duplicates: 0, leftOut: 0 });
		expect(groups).toEqual([
			expect.objectContaining({
				stage: 'settlement',
				cause: 'worker_down',
				summary:
					'The prediction worker was down from 13:00 to 17:50 UTC on 2025-03-01: the predictions never ran.',
				failures: 43,
				matches: 43,
				missing: {
					stage: 'predictions',
					dueFrom: later(KICKOFF, -30 * MINUTE),
					dueTo: later(KICKOFF, -30 * MINUTE),
				},
				remedy: expect.objectContaining({
					action: 'recover',
					command: `npm run touchline -- retry --group ${groups[0]?.id}`,
				}),
			}),
		]);
		expect(groups[0]?.evidence).toContainEqual({
			text: 'No job for the predictions exists now.',
			matches: 43,
		});
		expect(groups[0]?.examples).toHaveLength(5);
	});

	it('counts a failure once that a queue tells of, too, and tells of what only a queue knows', async () => {
		const known = await unserved();
		const untold = await storeMatch(pipeline(), { kickoffAt: KICKOFF, ...finishedWith(1, 1) });
		await failedJob({ matchId: known }, 'No prediction is stored.');
		await failedJob({ matchId: untold }, 'Match 17 has no predictions');
		await failedJob({ matchId: untold }, 'Match 17 has no predictions');
		await failedJob({ match: 17 }, 'payload');
		await failedJob({ matchId: 'gone' }, 'There is no match');
		const { failures, duplicates, groups } = await investigate(pipeline(), LAST_WEEK);
		expect({ failures, duplicates }).toEqual({ failures: 4, duplicates: 2 });
		expect(groups.filter(({ cause }) => cause === 'data_invalid')).toHaveLength(2);
		expect(groups.find(({ fingerprint }) => fingerprint === 'Match <n> has no predictions')).toMatchObject({
			matches: 1,
			cause: 'never_queued',
		});
	});

	it('tells jobs that name no match apart, and counts no match for them', async () => {
		for (let count = 0; count < 3; count++) await failedJob({ match: count }, '');
		await failedJob({ matchId: 'gone' }, 'Who?', { queue: 'analysis', job: 'warm-up' });
		const { failures, duplicates, groups } = await investigate(pipeline(), LAST_WEEK);
		expect({ failures, duplicates }).toEqual({ failures: 4, duplicates: 0 });
		expect(groups).toMatchObject([
			{
				stage: 'settlement',
				message: 'It failed without a message.',
				failures: 3,
				matches: 0,
				evidence: [{ text: 'The job says: It failed without a message.', matches: 3 }],
			},
			{ stage: 'analysis', message: 'Who?', failures: 1, matches: 0 },
		]);
		const cleared = { ...LAST_WEEK, group: groups[0]?.id ?? '', forWhat: 'clear' as const };
		const { aimless } = await failuresOfGroup(pipeline(), { ...cleared, confirmed: 3 });
		expect(aimless).toHaveLength(3);
		await pipeline().queues.discard(aimless);
		expect((await investigate(pipeline(), LAST_WEEK)).failures).toBe(1);
	});

	it('tells of a job that failed after what it was about had been mended, or was seen long before', async () => {
		const mended = await unserved({ resolvedAt: later(FULL_TIME, 2 * HOUR) });
		const [tooOld, resolvedSince] = [await unserved(), await unserved()];
		await failedJob({ matchId: mended }, 'The match cannot be locked');
		await failedJob({ matchId: tooOld }, 'The match cannot be locked');
		await failedJob({ matchId: resolvedSince }, 'The match cannot be locked');
		const { db, clock } = pipeline();
		const healed = { resolvedAt: later(clock.now(), MINUTE), resolution: 'healed' } as const;
		await db.jobFailure.updateMany({ where: { matchId: resolvedSince }, data: healed });
		const found = await investigate(pipeline(), { lookBack: HOUR });
		expect(found).toMatchObject({ failures: 2, duplicates: 1 });
		expect(found.groups).toMatchObject([{ message: 'The match cannot be locked', matches: 2 }]);
	});

	it('goes on where a provider is known no more', async () => {
		const { db } = pipeline();
		const matchId = await unserved();
		const { id } = await db.model.create({
			data: { ...ACME, enabled: false },
		});
		const at = later(FULL_TIME, HOUR);
		const message = 'acme refused acme/one with status 410.';
		await db.jobFailure.create({
			data: {
				...{ stage: 'predictions', matchId, modelId: id, category: 'permanent', httpStatus: 410, message },
				...{ fingerprint: message, attempts: 1, firstSeenAt: at, lastSeenAt: at },
			},
		});
		const { groups } = await investigate(pipeline(), LAST_WEEK);
		expect(groups.map(({ summary }) => summary)).toContain('acme refused the calls with status 410.');
		await db.jobFailure.deleteMany();
		await db.model.delete({ where: { id } });
	});

	it('names commands that find the same group again, as long as something of it is open', async () => {
		const commands = async (lookBack: number, resolved = false) => {
			const { groups } = await investigate(pipeline(), { lookBack, resolved });
			return groups.map(({ remedy }) => remedy.command?.replace(/--group \w+/, '--group ID'));
		};
		await unserved();
		const retry = 'npm run touchline -- retry --group ID';
		expect(await commands(7 * DAY)).toEqual([retry]);
		expect(await commands(30 * DAY)).toEqual([`${retry} --since 30d`]);
		expect(await commands(36 * HOUR)).toEqual([`${retry} --since 36h`]);
		// What a number of days makes of 150 minutes.
		expect(await commands((150 / 1_440) * DAY)).toEqual([`${retry} --since 150m`]);

		const { db, clock } = pipeline();
		await db.jobFailure.updateMany({ data: { resolvedAt: clock.now(), resolution: 'healed' } });
		const { groups } = await investigate(pipeline(), { ...LAST_WEEK, resolved: true });
		expect(groups).toMatchObject([
			{
				remedy: { action: null, command: null, text: expect.stringMatching(/^All of it has been resolved/) },
			},
		]);
		await unserved();
		expect(await commands(7 * DAY, true)).toEqual([retry]);
	});

	it('looks back as far as it is told, and at what was resolved when it is asked to', async () => {
		const old = { lastSeenAt: later(FULL_TIME, -3 * DAY) };
		await unserved(old);
		await unserved({ resolvedAt: later(FULL_TIME, 2 * HOUR) });
		expect((await investigate(pipeline(), { lookBack: DAY })).failures).toBe(0);
		expect((await investigate(pipeline(), { lookBack: DAY, resolved: true })).failures).toBe(1);
		expect((await investigate(pipeline(), LAST_WEEK)).failures).toBe(1);
		expect(await investigate(pipeline(), { lookBack: HOUR })).toMatchObject({ failures: 0, groups: [] });
	});

	it('changes nothing', async () => {
		const { db, queues } = pipeline();
		const matchId = await unserved();
		const jobs = [newJob('settlement', { matchId }), newJob('predictions', { matchId })];
		const before = await db.jobFailure.findMany();
		await investigate(pipeline(), LAST_WEEK);
		expect(await db.jobFailure.findMany()).toEqual(before);
		expect(await queues.inspect(jobs)).toEqual(new Map());
	});
});

describe('failuresOfGroup', () => {
	it('finds the failures of a group under the name that it always has', async () => {
		const { db } = pipeline();
		await unserved();
		await unserved();
		const { groups } = await investigate(pipeline(), LAST_WEEK);
		const found = await failuresOfGroup(pipeline(), { ...LAST_WEEK, ...RETRY, group: groups[0]?.id ?? '' });
		const ids = (await db.jobFailure.findMany()).map(({ id }) => id);
		expect(found.failureIds.toSorted()).toEqual(ids.toSorted());
	});

	it('takes down what only a queue tells of, and tells apart what is about nothing that is stored', async () => {
		const { db } = pipeline();
		const matchId = await storeMatch(pipeline(), { kickoffAt: KICKOFF, ...finishedWith(1, 1) });
		await failedJob({ matchId }, 'Match 17 has no predictions');
		await failedJob({ matchId: 'gone' }, 'There is no match');
		const groupOf = async (cause: Cause) => {
			const { groups } = await investigate(pipeline(), LAST_WEEK);
			return groups.find((group) => group.cause === cause)?.id ?? '';
		};
		const known = { ...LAST_WEEK, group: await groupOf('never_queued') };
		const aimless = { ...LAST_WEEK, group: await groupOf('data_invalid') };
		const { failureIds } = await failuresOfGroup(pipeline(), { ...known, ...RETRY });
		expect(await db.jobFailure.findMany()).toMatchObject([
			{ id: failureIds[0], matchId, stage: 'settlement', message: 'Match 17 has no predictions' },
		]);
		await expect(failuresOfGroup(pipeline(), { ...aimless, ...RETRY })).rejects.toThrow(
			/can only be cleared/,
		);
		const cleared = await failuresOfGroup(pipeline(), { ...aimless, forWhat: 'clear', confirmed: 1 });
		expect(cleared.failureIds).toEqual([]);
		expect(cleared.aimless).toMatchObject([{ payload: { matchId: 'gone' } }]);
	});

	it('refuses a group that is no longer there', async () => {
		await expect(failuresOfGroup(pipeline(), { ...LAST_WEEK, ...RETRY, group: 'cafe' })).rejects.toThrow(
			/^No failure belongs to the group "cafe" now: .*Investigate again\.$/,
		);
	});
});
