import { describe, expect, it } from 'vitest';
import {
	beatHearts,
	finishedWith,
	fixture,
	START,
	storeMatch,
	storePrediction,
} from '../../tests/pipeline.ts';
import { PASSWORD, testWeb } from '../../tests/web.ts';
import { HOUR, after as later, MINUTE } from '../clock.ts';
import { storeCoverage } from '../history/store-coverage.ts';
import { outlook } from '../pipeline/outlook.ts';
import { runPass } from '../pipeline/passes.ts';
import { createTouchlineClient } from './client.ts';

const web = testWeb();
const client = () => createTouchlineClient({ url: web().url, password: PASSWORD });

describe('overview', () => {
	it('tells matches at risk, the next kick-offs, and the coverage of the last day', async () => {
		const { pipeline } = web();
		const soon = await storeMatch(pipeline, { kickoffAt: later(START, 90 * MINUTE) });
		await storeCoverage(pipeline.db, await outlook(pipeline));
		const before = await client().overview.query();
		expect(before.coverage).toMatchObject({ matches: 1, covered: 0, percentage: 0 });
		expect(before.atRisk).toMatchObject([
			{ match: { id: soon }, severity: 'critical', stage: 'analysis', cause: 'not_queued' },
		]);
		expect(before.history).toMatchObject([{ matches: 1, covered: 0, at: START }]);

		await runPass(pipeline, 'sweep');
		await beatHearts(pipeline);
		const after = await client().overview.query();
		expect(after.upcoming.map(({ id }) => id)).toEqual([soon]);
		expect(after.upcoming[0]?.stages.analysis.is).toBe('queued');
		expect(after.coverage.percentage).toBe(100);
		expect(after.atRisk).toEqual([]);
		expect(after.queues.find(({ name }) => name === 'analysis')?.waiting).toBeGreaterThan(0);
	});
});

describe('matches', () => {
	it('leaves out what was over before Touchline heard of it, yet shows it by its id', async () => {
		const { pipeline } = web();
		const kickoffAt = later(START, -20 * HOUR);
		const history = await storeMatch(pipeline, { kickoffAt, ...finishedWith(2, 2) });
		const list = await client().matches.list.query();
		expect(list.matches.map(({ id }) => id)).not.toContain(history);
		expect(await client().matches.byId.query({ id: history })).toMatchObject({
			served: false,
			match: { homeGoals: 2, awayGoals: 2 },
			fullTime: { home: 2, away: 2 },
		});
	});

	it('shows every prediction of a match, and which models are missing', async () => {
		const { pipeline } = web();
		const id = await storeMatch(pipeline, fixture());
		await storePrediction(pipeline, id, { madeAt: START });
		const detail = await client().matches.byId.query({ id });
		expect(detail.predictions).toMatchObject([
			{ model: { id: 'llama-4-scout' }, score: { home: 1, away: 0 }, retroactive: false, points: null },
		]);
		expect(detail.missingModels).toHaveLength(41);
		expect(detail.prompts).toMatchObject([{ text: 'Who wins?' }]);
	});
});

describe('feed.changes', () => {
	it('tells every client what changes, with the pipeline’s clock', async () => {
		const { services } = web();
		const message = await new Promise((resolve, reject) => {
			const subscription = client().feed.changes.subscribe(undefined, {
				onConnectionStateChange({ state }) {
					if (state === 'pending') services.feed.match('some-match');
				},
				onData({ data }) {
					subscription.unsubscribe();
					resolve(data);
				},
				onError: reject,
			});
		});
		expect(message).toEqual({ matches: ['some-match'], topics: [], clock: { at: START, pace: 1 } });
	});
});
