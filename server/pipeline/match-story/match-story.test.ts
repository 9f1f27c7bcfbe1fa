import { describe, expect, it } from 'vitest';
import {
	finishedWith,
	fixture,
	START,
	storeAnalysis,
	storeMatch,
	storePrediction,
	testPipeline,
} from '../../../tests/pipeline.ts';
import { HOUR, after as later, MINUTE } from '../../clock.ts';
import { recordFailure } from '../failures.ts';
import { matchDetail } from '../match-detail.ts';
import { storeFixtures } from '../store-fixtures.ts';
import { readPrediction } from './read-prediction.ts';
import { runMatch } from './run-match.ts';

const pipeline = testPipeline();

/** Each match kicks off at noon. */
const at = (minutes: number) => later(START, minutes * MINUTE);

async function storyOf(id: string) {
	const { stories } = await matchDetail(pipeline(), id);
	return Object.fromEntries(stories.map((story) => [story.stage, story]));
}

async function storeOperator(): Promise<string> {
	const { id } = await pipeline().db.operator.upsert({
		where: { name: 'ada' },
		create: { name: 'ada', passwordHash: '-' },
		update: {},
	});
	return id;
}

describe('the story of a match', () => {
	it('says of each stage what was due, what happened, and what is next', async () => {
		const { db, clock } = pipeline();
		clock.set(at(-24 * 60));
		const id = await storeMatch(pipeline(), { kickoffAt: START });
		clock.set(at(-20));
		await storeAnalysis(pipeline(), id, at(-358));
		await db.lineup.create({
			data: { matchId: id, fetchedAt: at(-21), unavailableReason: 'there are none' },
		});
		await storePrediction(pipeline(), id, { madeAt: at(-29) });
		expect(await storyOf(id)).toMatchObject({
			analysis: { dueAt: at(-360), doneAt: at(-358), lateBy: null, next: null },
			lineups: { dueAt: at(-60), doneAt: at(-21), lateBy: 39 * MINUTE },
			predictions: {
				dueAt: at(-30),
				queuedFrom: at(-720),
				startedAt: at(-29),
				doneAt: null,
				next: { what: 'predictions from 41 models, queued by the next sweep' },
			},
			live: { dueAt: START, doneAt: null, next: { what: 'kick-off', at: START } },
			settlement: { dueAt: null, doneAt: null },
		});
	});

	it('is not late with what was due before the match was heard of', async () => {
		pipeline().clock.set(at(-120));
		const id = await storeMatch(pipeline(), { kickoffAt: START });
		await storeAnalysis(pipeline(), id, at(-118));
		expect((await storyOf(id)).analysis).toMatchObject({ dueAt: at(-360), lateBy: null });
	});

	it('tells failures, their ends and moved kick-offs in their order', async () => {
		const { db, clock } = pipeline();
		clock.set(at(-24 * 60));
		const match = fixture({ kickoffAt: START });
		const [id = ''] = await storeFixtures(db, [match], clock.now());
		const call = (modelId: string) => ({ stage: 'predictions' as const, matchId: id, modelId });
		const failure = { error: new Error('Model is gone <b>'), attempts: 4, permanent: false, stalled: false };
		await recordFailure(db, call('llama-4-scout'), failure, at(-25));
		await recordFailure(db, { ...call('x'), stage: 'analysis', modelId: null }, failure, at(-300));
		clock.set(at(-10));
		await db.jobFailure.updateMany({
			where: { matchId: id, stage: 'analysis' },
			data: { resolvedAt: at(-200), resolution: 'healed' },
		});
		await storeFixtures(db, [{ ...match, kickoffAt: later(START, HOUR) }], clock.now());
		const { events, causes } = await matchDetail(pipeline(), id);
		expect(events.map(({ at: time, what }) => [time, what])).toEqual([
			[at(-24 * 60), 'First heard of'],
			[at(-300), 'Its work failed'],
			[at(-200), 'Its work: done after all'],
			[at(-25), 'The call of Llama 4 Scout (Meta) failed'],
			[at(-10), 'Kick-off moved, or called off'],
			[at(-10), 'The call of Llama 4 Scout (Meta): failure outdated by another kick-off'],
		]);
		expect(causes).toEqual([]);
	});

	it('names the cause of what failed, and what mends it', async () => {
		const { db, clock } = pipeline();
		clock.set(at(-24 * 60));
		const match = fixture({ kickoffAt: START });
		const [id = ''] = await storeFixtures(db, [match], clock.now());
		clock.set(at(130));
		await storeFixtures(db, [{ ...match, ...finishedWith(2, 1) }], clock.now());
		const failure = { error: new Error('No predictions'), attempts: 1, permanent: true, stalled: false };
		await recordFailure(db, { stage: 'settlement', matchId: id, modelId: null }, failure, clock.now());
		const { causes } = await matchDetail(pipeline(), id);
		expect(causes).toMatchObject([
			{ stage: 'settlement', failures: 1, remedy: { text: expect.stringMatching(/\w/) } },
		]);
	});
});

describe('runMatch', () => {
	it('queues what the match lacks, once, and keeps who asked', async () => {
		const { db, clock } = pipeline();
		clock.set(at(-120));
		const id = await storeMatch(pipeline(), { kickoffAt: START });
		const operatorId = await storeOperator();
		const told: string[] = [];
		const deps = { ...pipeline(), realClock: clock, feed: { match: (match: string) => told.push(match) } };
		expect((await matchDetail(pipeline(), id)).wouldRun).toMatch(/^queue 3 jobs \(analysis 1/);
		expect((await runMatch(deps, { id, operatorId })).did).toMatch(/^queued 3 jobs \(analysis 1/);
		expect((await matchDetail(pipeline(), id)).wouldRun).toBeNull();
		expect((await runMatch(deps, { id, operatorId })).did).toBeNull();
		expect(told).toEqual([id, id]);
		expect(await db.operatorAction.findMany({ where: { action: 'match.reconcile' } })).toMatchObject([
			{ operatorId, detail: { match: id } },
			{ operatorId, detail: { match: id, did: null } },
		]);
		await expect(runMatch(deps, { id: 'nope', operatorId })).rejects.toThrow('There is no match "nope"');
	});
});

describe('readPrediction', () => {
	it('has the reply in full, and what became void', async () => {
		const { db, clock } = pipeline();
		clock.set(at(-24 * 60));
		const match = fixture({ kickoffAt: START });
		const [id = ''] = await storeFixtures(db, [match], clock.now());
		await storePrediction(pipeline(), id, { madeAt: at(-29) });
		const reply = `<script>alert(1)</script>\u202e${'x'.repeat(10_000)}`;
		await db.prediction.updateMany({ where: { matchId: id }, data: { reply } });
		const ids = { matchId: id, modelId: 'llama-4-scout' };
		expect((await readPrediction(db, ids)).prediction).toMatchObject({
			reply,
			score: { home: 1, away: 0 },
			prompt: { text: 'Who wins?' },
			retroactive: false,
		});
		expect(JSON.stringify(await matchDetail(pipeline(), id))).not.toContain('xxx');

		clock.set(at(-28));
		await storeFixtures(db, [{ ...match, kickoffAt: at(48 * 60) }], clock.now());
		expect(await readPrediction(db, ids)).toMatchObject({
			prediction: null,
			voided: [{ reply, because: 'put_off', voidedAt: at(-28) }],
		});
		const { voided, events } = await matchDetail(pipeline(), id);
		expect(voided).toMatchObject([{ model: { id: 'llama-4-scout' }, kickoffAt: START }]);
		expect(events).toContainEqual(
			expect.objectContaining({ what: '1 prediction became void', stage: 'predictions' }),
		);
		await expect(readPrediction(db, { ...ids, modelId: 'nobody' })).rejects.toThrow('There is no model');
		await expect(readPrediction(db, { ...ids, matchId: 'nope' })).rejects.toThrow('There is no match');
	});
});
