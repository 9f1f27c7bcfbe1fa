import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ManualClock } from '../../../tests/manual-clock.ts';
import { testModels } from '../../../tests/models.ts';
import { type TestPipeline, testPipeline } from '../../../tests/pipeline.ts';
import { startWorkers } from '../../../tests/workers.ts';
import { ensureOperator } from '../../auth/operators.ts';
import { readEnv } from '../../env.ts';
import { asOf } from '../../football/as-of.ts';
import { createOpenFootballSource } from '../../football/openfootball.ts';
import { analysisAsOf } from '../analysis/as-of.ts';
import { makeAnalysis } from '../analysis.ts';
import { kickingOff, matchIds } from '../match-condition.ts';
import { storeFixtures } from '../store-fixtures.ts';
import { advanceRuns } from './advance-runs.ts';
import { backfillSelection } from './order.ts';
import { previewBackfill } from './preview.ts';
import { readRun } from './read-run.ts';
import { startBackfill } from './start-run.ts';

const DATA = '../shared/data/openfootball';
const WEEK = { from: new Date('2025-02-22T00:00:00Z'), to: new Date('2025-03-01T00:00:00Z') };
const SEASON_OVER = new Date('2025-06-01T12:00:00Z');
const MODELS = 42;

// The data set is not part of the project; what is tested here of real results is tested of others beside it.
describe.skipIf(!existsSync(DATA))('a week of a real season, unserved and long over', () => {
	const pipeline = testPipeline();
	const realClock = new ManualClock(SEASON_OVER);
	const models = testModels();
	let workers: { close(): Promise<void> };
	let week: string[];
	let operatorId: string;

	beforeAll(async () => {
		const { db, clock } = pipeline();
		clock.set(SEASON_OVER);
		const source = seasonsAsOf(clock);
		await storeFixtures(db, (await source.listFixtures('en.1')).fixtures, clock.now());
		week = await matchIds(db, kickingOff(WEEK.from, WEEK.to));
		await ensureOperator(db, 'correct horse battery');
		operatorId = (await db.operator.findFirstOrThrow()).id;
		workers = await startWorkers(pipeline(), models().client, source);
	}, 60_000);

	afterAll(() => workers.close());

	/** What is stored of each analysis of the week, by the source's keys. */
	const analysesOf = async ({ db }: TestPipeline) =>
		new Map(
			(
				await db.match.findMany({
					where: { kickoffAt: { gte: WEEK.from, lt: WEEK.to } },
					include: { analysis: true },
				})
			).map(({ sourceKey, analysis }) => [sourceKey, JSON.stringify(analysis?.content)]),
		);

	async function run(): Promise<number> {
		const deps = { ...pipeline(), env: readEnv(), realClock };
		const selection = backfillSelection.parse({ ...WEEK, competition: 'en.1' });
		const { matches, anew } = await previewBackfill(deps, selection);
		const { id } = await startBackfill(deps, { selection, confirmed: { matches, anew }, operatorId });
		await vi.waitFor(
			async () => {
				await advanceRuns(deps);
				expect((await readRun(deps.db, id)).endedAt).not.toBeNull();
			},
			{ timeout: 50_000, interval: 50 },
		);
		return matches;
	}

	const countOfWeek = () => pipeline().db.prediction.count({ where: { matchId: { in: week } } });

	it('is predicted by every model and settled, each call made once', async () => {
		expect(week.length).toBeGreaterThan(10);
		expect(await run()).toBe(week.length);
		expect(await countOfWeek()).toBe(week.length * MODELS);
		expect(await pipeline().db.prediction.count({ where: { points: null } })).toBe(0);
		expect(await pipeline().db.prediction.count({ where: { retroactive: false } })).toBe(0);
		expect(await pipeline().db.settlement.count()).toBe(week.length);
		// Nothing of the weeks around it was touched.
		expect(await pipeline().db.prediction.count()).toBe(week.length * MODELS);
		expect(
			models()
				.server.calls()
				.calls.filter(({ asked }) => asked > 1),
		).toEqual([]);
	}, 60_000);

	it('gets exactly what is wiped of it again', async () => {
		const { db } = pipeline();
		const asked = models().server.calls().total;
		const { count } = await db.prediction.deleteMany({
			where: { matchId: { in: week }, modelId: { in: ['deepseek-r1', 'llama-4-scout'] } },
		});
		const { count: whole } = await db.prediction.deleteMany({ where: { matchId: week[0] ?? '' } });
		expect(await run()).toBe(week.length);
		expect(models().server.calls().total - asked).toBe(count + whole);
		expect(await countOfWeek()).toBe(week.length * MODELS);
		expect(await db.prediction.count({ where: { points: null } })).toBe(0);
	}, 60_000);

	describe('beside the week as it was then', () => {
		const then = testPipeline();

		it('has the same analyses, byte for byte, although all later results are stored', async () => {
			const { db, clock } = then();
			const source = seasonsAsOf(clock);
			const kickoffs = await pipeline().db.match.findMany({
				where: { id: { in: week } },
				orderBy: { kickoffAt: 'asc' },
				select: { sourceKey: true, kickoffAt: true },
			});
			for (const { sourceKey, kickoffAt } of kickoffs) {
				clock.set(analysisAsOf(kickoffAt));
				await storeFixtures(db, (await source.listFixtures('en.1')).fixtures, clock.now());
				const { id } = await db.match.findUniqueOrThrow({ where: { sourceKey } });
				expect(await makeAnalysis(db, { matchId: id, now: clock.now() })).toBe('made');
			}
			expect(await analysesOf(pipeline())).toEqual(await analysesOf(then()));
		}, 60_000);
	});
});

/** Two seasons of the league, as they were known at the clock's time. */
function seasonsAsOf(clock: ManualClock) {
	return asOf(createOpenFootballSource({ location: DATA, seasons: () => ['2023-24', '2024-25'] }), clock);
}
