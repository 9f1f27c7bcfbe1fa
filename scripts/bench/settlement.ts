import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessContext } from '../../server/process.ts';
import { newJob } from '../../server/queue/catalogue.ts';
import { type BenchCase, duration, median } from './bench-case.ts';
import { type BenchOptions, openBench } from './open-bench.ts';
import { countSettled, outcomeOf, storeFinishedMatches, unsettle } from './settlement/finished-matches.ts';
import { settleInOneStatement } from './settlement/in-one-statement.ts';
import { settleRowByRow } from './settlement/row-by-row.ts';
import { timed } from './timed.ts';

const MATCHES = 1_000;
const MODELS = 42;

/** So many are settled row by row, and the figure is scaled up: all of them would take minutes. */
const ROW_BY_ROW = 100;

/** Each figure is taken this often, after one round that warms everything up; the median counts. */
const ROUNDS = 5;

/**
 * Finished matches with 42 predictions each: real milliseconds from queueing their settlements to the last
 * stored point, through the real settlement worker. The limits are one statement that scores the same
 * rows, and one statement for each row.
 */
export async function settlement({ backend, say }: BenchOptions): Promise<BenchCase[]> {
	const bench = await openBench({ backend, workers: ['settlement'], say });
	try {
		const { context } = bench;
		const { db, clock } = context;
		const ids = await storeFinishedMatches(context, MATCHES);
		const some = ids.slice(0, ROW_BY_ROW);
		const variants = {
			worker: { ids, run: () => settleThroughWorker(context, ids) },
			raw: { ids, run: () => settleInOneStatement(db, clock.now()) },
			rows: { ids: some, run: () => settleRowByRow(db, some, clock.now()) },
		};
		const measure = async (name: keyof typeof variants) => {
			await unsettle(db);
			const ms = await timed(variants[name].run);
			return { ms, outcome: await outcomeOf(db, some), all: await outcomeOf(db, variants[name].ids) };
		};

		const taken = { worker: [] as number[], raw: [] as number[], rows: [] as number[] };
		for (let round = 0; round <= ROUNDS; round++) {
			const [worker, raw, rows] = [await measure('worker'), await measure('raw'), await measure('rows')];
			if (worker.all !== raw.all || worker.outcome !== rows.outcome) throw new Error('The points differ.');
			const scaled = (rows.ms * MATCHES) / ROW_BY_ROW;
			say(
				`worker ${Math.round(worker.ms)} ms, one statement ${Math.round(raw.ms)} ms, row by row ${Math.round(scaled)} ms`,
			);
			if (round === 0) continue;
			taken.worker.push(worker.ms);
			taken.raw.push(raw.ms);
			taken.rows.push(scaled);
		}
		const worker = median(taken.worker);
		const size = `${MATCHES} x ${MODELS}`;
		return [
			duration(`${size} through the worker, beside one statement`, worker, median(taken.raw)),
			duration(
				`${size} through the worker, beside row by row (${ROW_BY_ROW} matches, scaled)`,
				worker,
				median(taken.rows),
			),
		];
	} finally {
		await bench.close();
	}
}

/** Looking more often would take time from what is measured; the figure is late by this much at most. */
const LOOK_EVERY = 20;

async function settleThroughWorker({ db, queues }: ProcessContext, matchIds: string[]): Promise<void> {
	await queues.add(matchIds.map((matchId) => newJob('settlement', { matchId })));
	while ((await countSettled(db)) < matchIds.length) await sleep(LOOK_EVERY);
}
