import { coverage } from '../../server/pipeline/coverage.ts';
import { runPass } from '../../server/pipeline/passes.ts';
import { type BenchCase, duration, median } from './bench-case.ts';
import { storeComingMatches } from './coming-matches.ts';
import { type BenchOptions, openBench } from './open-bench.ts';
import { rawAdder, wantedJobs } from './raw-jobs.ts';
import { timed } from './timed.ts';

const MATCHES = 2_000;

/** Taken this often, after one round that warms everything up; the median counts. */
const ROUNDS = 3;

/**
 * The queue is wiped with 2,000 matches coming: milliseconds from the start of the next pass until coverage,
 * read like the console reads it, is 100 %. The limit beside it is one `addBulk` per queue of the same jobs.
 */
export async function recovery({ backend, say }: BenchOptions): Promise<BenchCase[]> {
	const bench = await openBench({ backend, workers: [], say });
	try {
		const { context } = bench;
		await storeComingMatches(context, MATCHES);
		const jobs = await wantedJobs(context);
		const addRaw = rawAdder(context);
		const [raw, recovered]: [number[], number[]] = [[], []];
		const requireCoverage = async (expected: number) => {
			const { percentage } = await coverage(context);
			if (percentage !== expected) throw new Error(`The coverage is ${percentage} %, not ${expected} %.`);
		};
		for (let round = 0; round <= ROUNDS; round++) {
			await context.backend.clear();
			const rawMs = await timed(() => addRaw(jobs));
			await context.backend.clear();
			await requireCoverage(0);
			const recoveredMs = await timed(() => runPass(context, 'sweep'));
			await requireCoverage(100);
			say(`addBulk ${Math.round(rawMs)} ms, recovered after ${Math.round(recoveredMs)} ms`);
			if (round === 0) continue;
			raw.push(rawMs);
			recovered.push(recoveredMs);
		}
		return [duration(`queue wiped, ${MATCHES} matches`, median(recovered), median(raw))];
	} finally {
		await bench.close();
	}
}
