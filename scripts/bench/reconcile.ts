import { runPass } from '../../server/pipeline/passes.ts';
import type { ProcessContext } from '../../server/process.ts';
import { type BenchCase, duration, median, memory } from './bench-case.ts';
import { storeComingMatches } from './coming-matches.ts';
import { liveHeapDuring } from './live-heap.ts';
import { type BenchOptions, openBench } from './open-bench.ts';
import { rawAdder, wantedJobs } from './raw-jobs.ts';
import { timed } from './timed.ts';

const SIZES = [200, 2_000, 10_000];

/** Each figure is taken this often, after one round that warms everything up; the median counts. */
const ROUNDS = 3;

/**
 * A pass over matches whose jobs are all missing, and one over matches whose jobs are all there. The limit
 * beside both is one `addBulk` per queue of the same jobs, with nothing read and nothing decided.
 */
export async function reconcile({ say, backend }: BenchOptions): Promise<BenchCase[]> {
	const cases: BenchCase[] = [];
	const peaks: number[] = [];
	for (const matches of SIZES) {
		const bench = await openBench({ backend, workers: [], say });
		try {
			await storeComingMatches(bench.context, matches);
			const figures = await measure(bench.context, (line) => say(`${matches} matches: ${line}`));
			cases.push(duration(`first pass, ${matches} matches`, figures.first, figures.raw));
			cases.push(duration(`quiet pass, ${matches} matches`, figures.quiet, figures.raw));
			peaks.push(figures.heap);
		} finally {
			await bench.close();
		}
	}
	const [, some = 0, most = 0] = peaks;
	cases.push(memory(`memory held by a pass, ${SIZES[2]} matches beside ${SIZES[1]}`, most, some));
	return cases;
}

interface Figures {
	raw: number;
	first: number;
	quiet: number;
	/** Bytes that a pass holds at most, the first or a quiet one. */
	heap: number;
}

async function measure(context: ProcessContext, say: (line: string) => void): Promise<Figures> {
	const jobs = await wantedJobs(context);
	const addRaw = rawAdder(context);
	const [raw, first, quiet]: number[][] = [[], [], []];
	for (let round = 0; round <= ROUNDS; round++) {
		await context.backend.clear();
		const rawMs = await timed(() => addRaw(jobs));
		await context.backend.clear();
		const firstMs = await timed(() => runPass(context, 'sweep'));
		const quietMs = await timed(() => runPass(context, 'sweep'));
		say(
			`addBulk ${Math.round(rawMs)} ms, first pass ${Math.round(firstMs)} ms, quiet pass ${Math.round(quietMs)} ms`,
		);
		if (round === 0) continue;
		raw?.push(rawMs);
		first?.push(firstMs);
		quiet?.push(quietMs);
	}
	await context.backend.clear();
	const held = [await liveHeapDuring(() => runPass(context, 'sweep'))];
	held.push(await liveHeapDuring(() => runPass(context, 'sweep')));
	const heap = Math.max(...held);
	return { raw: median(raw ?? []), first: median(first ?? []), quiet: median(quiet ?? []), heap };
}
