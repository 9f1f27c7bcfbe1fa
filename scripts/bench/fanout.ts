import { setTimeout as sleep } from 'node:timers/promises';
import { after, machineTime } from '../../server/clock.ts';
import type { Database } from '../../server/db.ts';
import { createSource } from '../../server/football/create-source.ts';
import { SIMULATED_LEAGUE } from '../../server/football/simulated.ts';
import type { Fixture } from '../../server/football/source.ts';
import { makeAnalysis } from '../../server/pipeline/analysis.ts';
import { reconcileMatches } from '../../server/pipeline/reconcile.ts';
import { PREDICTIONS_LEAD } from '../../server/pipeline/stages.ts';
import { storeFixtures } from '../../server/pipeline/store-fixtures.ts';
import type { ProcessContext } from '../../server/process.ts';
import { bareCalls } from './bare-calls.ts';
import { type BenchCase, duration, median } from './bench-case.ts';
import { type BenchOptions, openBench } from './open-bench.ts';

const LATENCY = 200;
const MODELS = 42;

/** Each case is taken this often, after one round that warms everything up; the median counts. */
const ROUNDS = 5;

/** Real milliseconds from queueing the fan-outs to the time they are due. */
const HEAD_START = 1_500;

/**
 * Matches with one kick-off, 42 models each at 200 ms a call: real milliseconds from the time they are due
 * to the last stored prediction, through the real prediction worker. The limit is what the configured
 * concurrency allows when nothing but the calls takes time.
 */
export async function fanout({ backend, say }: BenchOptions): Promise<BenchCase[]> {
	const bench = await openBench({ backend, workers: ['prediction'], modelLatency: LATENCY, say });
	try {
		const { context } = bench;
		const cases: BenchCase[] = [];
		for (const matches of [1, 10]) {
			const taken: number[] = [];
			for (let round = 0; round <= ROUNDS; round++) {
				const ms = await fanOutOnce(context, matches, round);
				say(`${matches} x ${MODELS} calls: ${Math.round(ms)} ms${round === 0 ? ' (warming up)' : ''}`);
				if (round > 0) taken.push(ms);
			}
			const ideal = Math.ceil((matches * MODELS) / context.env.MODEL_CONCURRENCY) * LATENCY;
			cases.push(duration(`fanout ${matches} x ${MODELS}`, median(taken), ideal));
			const bare = await bareCalls(bench.modelsUrl, matches * MODELS, context.env.MODEL_CONCURRENCY);
			cases.push(duration(`the same calls alone, nothing stored`, bare, ideal));
		}
		return cases;
	} finally {
		await bench.close();
	}
}

async function fanOutOnce(context: ProcessContext, matches: number, round: number): Promise<number> {
	const { db, clock } = context;
	const dueAt = after(clock.now(), HEAD_START);
	const ids = await storeMatches(context, matches, after(dueAt, PREDICTIONS_LEAD), `${matches}-${round}`);
	await reconcileMatches(context, ids);
	await untilStored(db, ids, matches * MODELS);
	return machineTime() - dueAt.getTime();
}

/** Matches that have everything but their predictions: the last matchday of the simulated league, moved to now. */
async function storeMatches(
	{ db, clock }: ProcessContext,
	count: number,
	kickoffAt: Date,
	round: string,
): Promise<string[]> {
	const { fixtures } = await createSource({ kind: 'simulated' }).listFixtures(SIMULATED_LEAGUE.id);
	const matches = fixtures.slice(-count).map(
		(fixture): Fixture => ({
			...fixture,
			sourceKey: `${fixture.sourceKey}/${round}`,
			kickoffAt,
			status: 'scheduled',
			goals: null,
			fullTime: null,
		}),
	);
	await db.competition.upsert({ where: { id: SIMULATED_LEAGUE.id }, create: SIMULATED_LEAGUE, update: {} });
	await storeFixtures(db, fixtures.slice(0, -count), clock.now());
	const ids = await storeFixtures(db, matches, clock.now());
	for (const matchId of ids) await makeAnalysis(db, { matchId, now: clock.now() });
	await db.lineup.createMany({
		data: ids.map((matchId) => ({
			matchId,
			fetchedAt: clock.now(),
			unavailableReason: 'left out of the bench',
		})),
	});
	return ids;
}

/** Looking more often would take time from what is measured; the figure is late by `CLOSELY` at most. */
const NOW_AND_THEN = 100;
const CLOSELY = 10;

async function untilStored(db: Database, matchIds: string[], predictions: number): Promise<void> {
	let stored = 0;
	while (stored < predictions) {
		await sleep(stored < predictions * 0.9 ? NOW_AND_THEN : CLOSELY);
		const [row] = await db.$queryRaw<{ stored: number }[]>`
			SELECT count(*)::int AS stored FROM "Prediction" WHERE "matchId" = ANY(${matchIds})`;
		stored = row?.stored ?? 0;
	}
}
