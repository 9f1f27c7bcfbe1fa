import { describe, expect, it } from 'vitest';
import {
	endLineups,
	fixture,
	START,
	storeMatch,
	storePrediction,
	testPipeline,
} from '../../tests/pipeline.ts';
import { HOUR, after as later, MINUTE } from '../clock.ts';
import { newJob } from '../queue/catalogue.ts';
import { makeAnalysis } from './analysis.ts';
import { coverage, createCoverageTally } from './coverage.ts';
import { enabledModels } from './enabled-models.ts';
import { runPass } from './passes.ts';
import type { MatchPlan } from './plan.ts';
import type { StageState } from './stage-state.ts';
import { storeFixtures } from './store-fixtures.ts';

const pipeline = testPipeline();

describe('coverage', () => {
	it('has no percentage when there is no match', async () => {
		expect(await coverage(pipeline())).toMatchObject({
			matches: 0,
			covered: 0,
			percentage: null,
			byCompetition: [],
			byHour: [],
		});
	});

	it.each([0, -1, 0.5, 721, 10_000, Number.NaN, Number.POSITIVE_INFINITY])(
		'refuses a window of %d hours',
		async (hours) => {
			await expect(coverage(pipeline(), hours)).rejects.toMatchObject({
				code: 'invalid',
				message: `A window of ${hours} h cannot be looked at: give 1 to 720 whole hours.`,
			});
		},
	);

	it('counts the coming matches, void ones left out, and heals with a sweep', async () => {
		const { db } = pipeline();
		await db.competition.create({ data: { id: 'de.1', name: 'Bundesliga', timeZone: 'Europe/Berlin' } });
		for (const hours of [1, 3, 60]) await storeMatch(pipeline(), { kickoffAt: later(START, hours * HOUR) });
		await storeMatch(pipeline(), { kickoffAt: later(START, 7.5 * HOUR), competition: 'de.1' });
		await storeMatch(pipeline(), { kickoffAt: later(START, 2 * HOUR), status: 'postponed' });
		expect(await coverage(pipeline())).toMatchObject({
			...{ matches: 3, covered: 0, percentage: 0, windowHours: 48 },
			byStage: { analysis: { matches: 3, covered: 0 }, settlement: { matches: 3, covered: 3 } },
		});
		await runPass(pipeline(), 'sweep');
		const one = { matches: 1, covered: 1 };
		expect(await coverage(pipeline())).toMatchObject({
			...{ matches: 3, covered: 3, percentage: 100 },
			byCompetition: [
				{ id: 'de.1', name: 'Bundesliga', ...one },
				{ id: 'en.1', name: 'English Premier League', matches: 2, covered: 2 },
			],
			byHour: [
				{ withinHours: 2, ...one },
				{ withinHours: 4, ...one },
				{ withinHours: 8, ...one },
			],
		});
		expect(await coverage(pipeline(), 3)).toMatchObject({ matches: 1, windowHours: 3 });
	});

	it('says 100 % of all matches only', () => {
		const done: StageState = { is: 'done', at: START };
		const stages = { analysis: done, lineups: done, predictions: done, live: done, settlement: done };
		const planned = { stages, changes: [], next: { stage: null, what: 'nothing', at: null } };
		const gap: MatchPlan = { ...planned, stages: { ...stages, analysis: { is: 'missing', dueAt: START } } };
		const match = {
			status: 'scheduled' as const,
			kickoffAt: later(START, HOUR),
			competitionId: 'en.1',
			competition: 'Premier League',
		};
		const covered = { ...match, plan: planned };
		const tally = createCoverageTally(START, 48);
		tally.count(Array.from({ length: 2_999 }, () => covered));
		tally.count([{ ...match, plan: gap }]);
		expect(tally.coverage()).toMatchObject({ matches: 3_000, covered: 2_999, percentage: 99.9 });
	});

	it('knows a served match that has no job left, and one whose calls wait behind others', async () => {
		const { db, queues, clock } = pipeline();
		await db.match.deleteMany();
		const served = await storeMatch(pipeline(), { kickoffAt: later(START, 20 * MINUTE) });
		const waiting = await storeMatch(pipeline(), { kickoffAt: later(START, 25 * MINUTE) });
		for (const matchId of [served, waiting]) {
			await makeAnalysis(db, { matchId, now: START });
			await endLineups(pipeline(), matchId);
		}
		for (const { id } of await enabledModels(db))
			await storePrediction(pipeline(), served, { modelId: id, madeAt: clock.now() });
		await queues.add([newJob('predictions', { matchId: waiting })]);
		expect(await coverage(pipeline())).toMatchObject({ matches: 2, covered: 2 });
	});

	it('counts every job, however many there are', async () => {
		const { db } = pipeline();
		await db.match.deleteMany();
		const coming = Array.from({ length: 1_200 }, () => fixture({ kickoffAt: later(START, 10 * HOUR) }));
		await storeFixtures(db, coming, START);
		await runPass(pipeline(), 'sweep');
		expect(await coverage(pipeline())).toMatchObject({ matches: 1_200, covered: 1_200, percentage: 100 });
	});
});
