import { afterEach, beforeEach, expect, it } from 'vitest';
import { fixture, openTestBackend, START, testPipeline } from '../../tests/pipeline.ts';
import { HOUR, after as later } from '../clock.ts';
import { runPass } from '../pipeline/passes.ts';
import { QUEUED_STAGES } from '../pipeline/stages.ts';
import { storeFixtures } from '../pipeline/store-fixtures.ts';
import type { QueueBackend } from './backend.ts';
import { newJob } from './catalogue.ts';
import { createQueues, type Queues } from './queues.ts';

const pipeline = testPipeline();
let postgres: { backend: QueueBackend; queues: Queues };

beforeEach(async () => {
	const backend = await openTestBackend(pipeline().url, 'postgres');
	postgres = { backend, queues: createQueues(backend, pipeline().clock) };
});
afterEach(async () => {
	await postgres.queues.close();
	await postgres.backend.close();
});

async function stagesQueued(queues: Queues, matchId: string): Promise<string[]> {
	const found = await queues.inspect(QUEUED_STAGES.map((stage) => newJob(stage, { matchId })));
	return [...found.keys()].map((id) => id.split('-')[0] ?? '').toSorted();
}

const WANTED = ['analysis', 'lineups', 'predictions'];
const NOTHING = { added: { analysis: 0, lineups: 0, predictions: 0, settlement: 0 }, moved: 0, dropped: 0 };

it('changes of the backend are made good by the next pass, and what was left behind hurts nothing', async () => {
	const redis = pipeline();
	const before = { ...redis, queues: postgres.queues };
	const fixtures = [
		fixture({ kickoffAt: later(START, 10 * HOUR) }),
		fixture({ kickoffAt: later(START, 9 * HOUR) }),
	];
	const [played = '', postponed = ''] = await storeFixtures(redis.db, fixtures, START);

	await runPass(before, 'sweep');
	expect(await stagesQueued(postgres.queues, played)).toEqual(WANTED);
	expect(await stagesQueued(redis.queues, played)).toEqual([]);

	const switched = await runPass(redis, 'startup');
	expect(switched.added).toMatchObject({ analysis: 2, lineups: 2, predictions: 2 });
	expect(await runPass(redis, 'sweep')).toMatchObject(NOTHING);
	expect(await redis.queues.counts('analysis')).toMatchObject({ waiting: 0, delayed: 2, active: 0 });

	await redis.db.matchAnalysis.create({
		data: { matchId: played, madeAt: START, asOf: START, unavailableReason: 'nothing is known' },
	});
	await storeFixtures(
		redis.db,
		fixtures.slice(1).map((each) => ({ ...each, status: 'postponed' })),
		START,
	);
	expect(await runPass(redis, 'sweep')).toMatchObject({ dropped: 4 });

	const back = await runPass(before, 'startup');
	expect(back).toMatchObject({ ...NOTHING, dropped: 4 });
	expect(await stagesQueued(postgres.queues, played)).toEqual(['lineups', 'predictions']);
	expect(await stagesQueued(postgres.queues, postponed)).toEqual([]);
	expect(await runPass(before, 'sweep')).toMatchObject(NOTHING);
});
