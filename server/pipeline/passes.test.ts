import { beforeEach, describe, expect, it } from 'vitest';
import {
	COMPETITION,
	endLineups,
	finishedWith,
	fixture,
	START,
	storeMatch,
	testPipeline,
} from '../../tests/pipeline.ts';
import { DAY, HOUR, after as later } from '../clock.ts';
import { newJob } from '../queue/catalogue.ts';
import { enabledModels } from './enabled-models.ts';
import { previewPass, prunePasses, recentPasses, runPass, runStuckCheck } from './passes.ts';
import { storeFixtures } from './store-fixtures.ts';

const pipeline = testPipeline();

beforeEach(async () => {
	const { db, backend, clock } = pipeline();
	clock.set(START);
	await db.match.deleteMany();
	await db.reconcilePass.deleteMany();
	await backend.clear();
});

const NONE = { analysis: 0, lineups: 0, predictions: 0, settlement: 0 };

describe('a pass', () => {
	it('leaves a report of what it found and did', async () => {
		await storeMatch(pipeline(), { kickoffAt: later(START, 10 * HOUR) });
		await storeMatch(pipeline(), { kickoffAt: later(START, HOUR / 3) });
		const first = await runPass(pipeline(), 'startup', ['en.1 could not be read.']);
		expect(first).toMatchObject({
			kind: 'startup',
			at: START,
			checked: 2,
			added: { analysis: 2, lineups: 1, predictions: 1, settlement: 0 },
			alreadyQueued: 0,
			problems: ['en.1 could not be read.'],
		});
		expect(first.blocked).toEqual([
			{ stage: 'lineups', by: 'analysis', matches: 1 },
			{ stage: 'predictions', by: 'analysis', matches: 1 },
		]);
		pipeline().clock.set(later(START, 1_000));
		const quiet = await runPass(pipeline(), 'sweep');
		expect(quiet).toMatchObject({ checked: 2, added: NONE, alreadyQueued: 4, moved: 0, dropped: 0 });
		expect(await recentPasses(pipeline().db)).toEqual([quiet, first]);
	});

	it('tells what it revived and what it had to take away first', async () => {
		const { db, queues } = pipeline();
		const matchId = await storeMatch(pipeline(), { kickoffAt: later(START, 5 * HOUR) });
		const lastSeenAt = later(START, -HOUR / 2);
		await db.jobFailure.create({
			data: {
				...{ matchId, stage: 'analysis', category: 'transient', message: 'down', fingerprint: 'down' },
				...{ attempts: 5, firstSeenAt: lastSeenAt, lastSeenAt },
			},
		});
		expect(await runPass(pipeline(), 'sweep')).toMatchObject({ revived: 1, added: { analysis: 1 } });
		expect((await queues.inspect([newJob('analysis', { matchId })])).size).toBe(1);
	});

	it('counts a model call that failed and is asked again as revived', async () => {
		const { db } = pipeline();
		const matchId = await storeMatch(pipeline(), { kickoffAt: later(START, HOUR / 3) });
		await db.matchAnalysis.create({
			data: { matchId, madeAt: START, asOf: START, unavailableReason: 'no results' },
		});
		await endLineups(pipeline(), matchId);
		const lastSeenAt = later(START, -HOUR / 10);
		await db.jobFailure.createMany({
			data: (await enabledModels(db)).map(({ id }) => ({
				...{ matchId, modelId: id, stage: 'predictions', category: 'transient', message: 'down' },
				...{ fingerprint: 'down', attempts: 4, firstSeenAt: lastSeenAt, lastSeenAt },
			})),
		});
		expect(await runPass(pipeline(), 'sweep')).toMatchObject({ revived: 1, added: { predictions: 1 } });
	});

	it('can be previewed, which changes nothing', async () => {
		const matchId = await storeMatch(pipeline(), { kickoffAt: later(START, 20 * HOUR) });
		const { report, changes } = await previewPass(pipeline());
		expect(report).toMatchObject({ checked: 1, added: { ...NONE, analysis: 1 } });
		expect(changes).toEqual([
			expect.objectContaining({ matchId, stage: 'analysis', change: 'add', dueAt: later(START, 14 * HOUR) }),
		]);
		expect((await pipeline().queues.inspect([newJob('analysis', { matchId })])).size).toBe(0);
		expect(await recentPasses(pipeline().db)).toEqual([]);
	});

	it('leaves out a model whose provider nobody knows, says so, and serves the match with the others', async () => {
		const { db } = pipeline();
		const id = 'deepseek-r1';
		const { provider } = await db.model.findUniqueOrThrow({ where: { id } });
		await db.model.update({ where: { id }, data: { provider: 'gone' } });
		try {
			await storeMatch(pipeline(), { kickoffAt: later(START, 10 * HOUR) });
			const { added, problems } = await runPass(pipeline(), 'sweep');
			expect(added).toEqual({ ...NONE, analysis: 1, lineups: 1, predictions: 1 });
			expect(problems).toEqual([expect.stringMatching(/DeepSeek R1.* its provider "gone".*disable it/)]);
			expect((await enabledModels(db)).map((model) => model.id)).not.toContain(id);
			await db.model.update({ where: { id }, data: { enabled: false } });
			expect((await runPass(pipeline(), 'sweep')).problems).toEqual([]);
		} finally {
			await db.model.update({ where: { id }, data: { provider, enabled: true } });
		}
	});

	it('keeps the reports of a week', async () => {
		const { db, clock } = pipeline();
		await runPass(pipeline(), 'sweep');
		clock.set(later(START, 8 * DAY));
		const newest = await runPass(pipeline(), 'sweep');
		await prunePasses(db, clock.now());
		expect(await recentPasses(db)).toEqual([newest]);
	});
});

describe('what a pass looks at', () => {
	/** A match that nobody here knew before its kick-off, because all of Touchline was down. */
	const missed = (hoursAgo: number) =>
		storeMatch(pipeline(), { kickoffAt: later(START, -hoursAgo * HOUR), ...finishedWith(2, 1) });
	const follow = (followedSince: Date) =>
		pipeline().db.competition.update({ where: { id: COMPETITION.id }, data: { followedSince } });

	it('is, for a sweep, the last hours; for a backfill, the last days since the competition is followed', async () => {
		await missed(30);
		await follow(later(START, -2 * DAY));
		expect(await runPass(pipeline(), 'sweep')).toMatchObject({ checked: 0 });
		expect(await runPass(pipeline(), 'backfill')).toMatchObject({ checked: 1, added: { analysis: 1 } });
	});

	it('is never what was over before the competition was followed, nor older than the backfill goes', async () => {
		await missed(30);
		await follow(later(START, -DAY));
		expect(await runPass(pipeline(), 'startup')).toMatchObject({ checked: 0 });
		await missed(8 * 24);
		await follow(later(START, -30 * DAY));
		expect(await runPass(pipeline(), 'startup')).toMatchObject({ checked: 1 });
	});

	it('stays what it was once its work has begun, so that a wiped queue is noticed by the next sweep', async () => {
		const { db, backend } = pipeline();
		const matchId = await missed(30);
		await follow(later(START, -2 * DAY));
		await runPass(pipeline(), 'backfill');
		await db.matchAnalysis.create({
			data: { matchId, madeAt: START, asOf: later(START, -36 * HOUR), unavailableReason: 'no results' },
		});
		await backend.clear();
		expect(await runPass(pipeline(), 'sweep')).toMatchObject({ checked: 1, added: { lineups: 1 } });
	});

	it('is what it is told, for the check on stuck matches', async () => {
		const coming = fixture({ kickoffAt: later(START, -HOUR) });
		const [matchId = ''] = await storeFixtures(pipeline().db, [coming], later(START, -DAY));
		const report = await runStuckCheck(pipeline(), [matchId], ['the source is down']);
		expect(report).toMatchObject({ kind: 'stuck_check', checked: 1, problems: ['the source is down'] });
	});
});
