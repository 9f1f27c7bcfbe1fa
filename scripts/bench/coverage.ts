import { after, HOUR } from '../../server/clock.ts';
import { SIMULATED_LEAGUE } from '../../server/football/simulated.ts';
import { coverage as readCoverage } from '../../server/pipeline/coverage.ts';
import { kickingOff } from '../../server/pipeline/match-condition.ts';
import { outlook } from '../../server/pipeline/outlook.ts';
import { runPass } from '../../server/pipeline/passes.ts';
import type { ProcessContext } from '../../server/process.ts';
import { type BenchCase, duration, median } from './bench-case.ts';
import { storeComingMatches } from './coming-matches.ts';
import { fillTable } from './fill-table.ts';
import { type BenchOptions, openBench } from './open-bench.ts';
import { timed } from './timed.ts';

const LARGEST = 10_000;
const SIZES = [200, 2_000, LARGEST];

/** Milliseconds that the largest window may take. */
const GOAL = 250;

/** Matches in the table beside those of the window. */
const TABLE = 100_000;

const WINDOW_HOURS = 48;

/** Each figure is taken this often, after two rounds that warm everything up; the median counts. */
const ROUNDS = 7;
const WARM_UP = 2;

/**
 * The coverage of windows of different sizes, all of their jobs in the queues, beside one count of the matches in the
 * same window; and the same window before the table was filled, to show that its size does not matter.
 */
export async function coverage({ say, backend }: BenchOptions): Promise<BenchCase[]> {
	const cases: BenchCase[] = [];
	for (const matches of SIZES) {
		const bench = await openBench({ backend, workers: [], say });
		const { context } = bench;
		try {
			await storeComingMatches(context, matches);
			await runPass(context, 'sweep');
			const alone = await measure(() => readCoverage(context, WINDOW_HOURS));
			await fillTable(context, SIMULATED_LEAGUE.id, TABLE);
			const full = await measure(() => readCoverage(context, WINDOW_HOURS));
			const risks = await measure(() => outlook(context, WINDOW_HOURS));
			const counted = await measure(() => count(context));
			say(`${matches} matches: coverage ${full.toFixed(1)} ms, count ${counted.toFixed(2)} ms`);
			cases.push(duration(`coverage of ${matches} matches, beside one count`, full, counted));
			if (matches === LARGEST)
				cases.push(duration(`coverage of ${matches} matches, beside its goal`, full, GOAL));
			cases.push(
				duration(`coverage of ${matches} matches, beside itself without the other ${TABLE}`, full, alone),
			);
			cases.push(duration(`coverage and risks of ${matches} matches, beside coverage alone`, risks, full));
		} finally {
			await bench.close();
		}
	}
	return cases;
}

async function measure(work: () => Promise<unknown>): Promise<number> {
	const taken: number[] = [];
	for (let round = 0; round < ROUNDS + WARM_UP; round++) {
		const ms = await timed(work);
		if (round >= WARM_UP) taken.push(ms);
	}
	return median(taken);
}

function count({ db, clock }: ProcessContext): Promise<unknown> {
	const now = clock.now();
	return db.$queryRaw`SELECT count(*) FROM "Match" m WHERE ${kickingOff(now, after(now, WINDOW_HOURS * HOUR))}`;
}
