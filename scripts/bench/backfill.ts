import { setTimeout as sleep } from 'node:timers/promises';
import { ensureOperator } from '../../server/auth/operators.ts';
import { after, DAY, SystemClock } from '../../server/clock.ts';
import { findGaps } from '../../server/pipeline/backfill/find-gaps.ts';
import { backfillSelection, MOST_MATCHES } from '../../server/pipeline/backfill/order.ts';
import { readRun } from '../../server/pipeline/backfill/read-run.ts';
import { startBackfill } from '../../server/pipeline/backfill/start-run.ts';
import { claimedByBackfill } from '../../server/pipeline/claims.ts';
import { kickingOff } from '../../server/pipeline/match-condition.ts';
import { workersAlive } from '../../server/pipeline/workers-alive.ts';
import type { ProcessContext } from '../../server/process.ts';
import { residentMemory } from './backfill/resident-memory.ts';
import { COMPETITION, storeHistory } from './backfill/store-history.ts';
import { bareCalls } from './bare-calls.ts';
import { type BenchCase, duration, median, memory } from './bench-case.ts';
import { fillTable } from './fill-table.ts';
import { type BenchOptions, openBench } from './open-bench.ts';
import { timed } from './timed.ts';

const MATCHES = 300;
const MODELS = 42;
const LATENCY = 200;

/** Enough for all calls in flight although answers come so fast. */
const MATCHES_AT_ONCE = 16;

/** Matches in the table when the gaps of a week are looked for. */
const TABLE = 100_000;
const ROUNDS = 5;

/**
 * A backfill of 300 matches through the real workers, 42 models each at 200 ms a call: real milliseconds from
 * its start to its end, every match settled. The limit is what the configured calls in flight allow when nothing but
 * the calls takes time. Beside it: what the workers hold in memory in the last third of the run and in the second, and
 * how long the gaps of a week take to find in a large table, beside a plain count of its matches.
 */
export async function backfill({ backend, say }: BenchOptions): Promise<BenchCase[]> {
	const workers = ['scheduling', 'prediction', 'settlement'] as const;
	const bench = await openBench({ backend, workers: [...workers], modelLatency: LATENCY, say });
	try {
		const { context } = bench;
		await ensureOperator(context.db, 'bench');
		const ids = await storeHistory(context, MATCHES);
		await untilAlive(context, workers.length);
		const { ms, held } = await run(context, ids, say);
		const ideal = (MATCHES * MODELS * LATENCY) / context.env.MODEL_CONCURRENCY;
		const bare = await bareCalls(bench.modelsUrl, MATCHES * MODELS, context.env.MODEL_CONCURRENCY);
		const third = Math.ceil(held.length / 3);
		return [
			duration(`${MATCHES} x ${MODELS} calls of ${LATENCY} ms, settled`, ms, ideal),
			duration('the same calls alone, nothing stored', bare, ideal),
			memory(
				'memory of the workers, last third beside the second',
				median(held.slice(-third)),
				median(held.slice(third, 2 * third)),
			),
			await lookForGaps(context, say),
		];
	} finally {
		await bench.close();
	}
}

async function untilAlive({ db }: ProcessContext, count: number): Promise<void> {
	const alive = async () => (await workersAlive(db)).filter((worker) => worker.alive > 0).length;
	while ((await alive()) < count) await sleep(100);
	// The scheduling worker catches up when it begins to lead.
	while ((await db.reconcilePass.count()) === 0) await sleep(100);
}

/** Looking more often would take time from what is measured; the figure is late by this much at most. */
const LOOK_EVERY = 250;

async function run(
	context: ProcessContext,
	matchIds: string[],
	say: BenchOptions['say'],
): Promise<{ ms: number; held: number[] }> {
	const { db } = context;
	const { id: operatorId } = await db.operator.findFirstOrThrow();
	const held: number[] = [];
	const ms = await timed(async () => {
		const { id } = await startBackfill(
			{ ...context, realClock: new SystemClock() },
			{
				selection: backfillSelection.parse({ matchIds, concurrency: MATCHES_AT_ONCE }),
				confirmed: { matches: MATCHES, anew: 0 },
				operatorId,
			},
		);
		while (true) {
			const { endedAt, matches, predictions } = await readRun(db, id);
			held.push(await residentMemory(db));
			if (held.length % 20 === 0)
				say(`${predictions.stored} predictions, ${matches.outcomes.done} matches done`);
			if (endedAt !== null) {
				if (matches.outcomes.done !== MATCHES) throw new Error('Not every match was done.');
				break;
			}
			await sleep(LOOK_EVERY);
		}
	});
	return { ms, held };
}

async function lookForGaps(context: ProcessContext, say: BenchOptions['say']): Promise<BenchCase> {
	const { db, clock, windows } = context;
	await fillTable(context, COMPETITION.id, TABLE);
	const now = clock.now();
	const week = kickingOff(after(now, -1_007 * DAY), after(now, -1_000 * DAY));
	const claimed = claimedByBackfill(now, windows);
	const [found, plain]: number[][] = [[], []];
	for (let round = 0; round <= ROUNDS; round++) {
		const gaps = await timed(() => findGaps(db, week, { claimed, most: MOST_MATCHES }));
		const count = await timed(() => db.$queryRaw`SELECT count(*) FROM "Match" m`);
		if (round === 0) continue;
		found?.push(gaps);
		plain?.push(count);
	}
	const { length } = await findGaps(db, week, { claimed, most: MOST_MATCHES });
	say(`${length} gaps in a week of ${TABLE} matches`);
	return duration(
		`gaps of a week among ${TABLE} matches, beside a count of all`,
		median(found ?? []),
		median(plain ?? []),
	);
}
