import { gzipSync } from 'node:zlib';
import { median } from '../bench-case.ts';
import type { Target } from './targets.ts';
import type { Visitor } from './visitor.ts';

/** What one target takes; times in real milliseconds. */
export interface Figures extends Target {
	cold: Spread;
	warm: Spread;
	/** The empty route, asked in turn with the target. */
	empty: Spread;
	/** Statements to Postgres of a cold request, the median: at times the process does something else beside it. */
	statements: number;
	/** Bytes of the answer, compressed. */
	bytes: number;
}

export interface Spread {
	p50: number;
	p95: number;
}

export interface Instruments {
	visitor: Visitor;
	/** Answers with how many statements the console has sent. */
	countUrl: string;
	emptyUrl: string;
}

/** How often a target is asked for: `most` times, unless that takes longer than `within` (milliseconds). */
export interface Runs {
	least: number;
	most: number;
	within: number;
}

/** Requests before the first that counts: what runs often is compiled, and what is asked often is prepared. */
const WARM_UP = 20;

/** Cold is what the first page takes after each change that the feed told of, warm what those after it take. */
export async function measure(
	target: Target,
	{ visitor, countUrl, emptyUrl }: Instruments,
	runs: Runs,
): Promise<Figures> {
	const [cold, warm, empty, statements]: [number[], number[], number[], number[]] = [[], [], [], []];
	let bytes = 0;
	for (let run = 0; run < WARM_UP; run++) await visitor.get(target.address);
	const statementsSent = async () => Number(await (await fetch(countUrl)).text());
	const end = performance.now() + runs.within;
	for (let run = 0; run < runs.least || (run < runs.most && performance.now() < end); run++) {
		await visitor.announce();
		const before = await statementsSent();
		const { ms, body, status } = await visitor.get(target.address);
		if (status !== 200) throw new Error(`${target.name} answered with ${status}: ${body.slice(0, 300)}`);
		statements.push((await statementsSent()) - before);
		cold.push(ms);
		warm.push((await visitor.get(target.address)).ms);
		empty.push(await emptyMs(emptyUrl));
		bytes = gzipSync(body).length;
	}
	return {
		...target,
		bytes,
		statements: Math.floor(median(statements)),
		cold: spread(cold),
		warm: spread(warm),
		empty: spread(empty),
	};
}

async function emptyMs(url: string): Promise<number> {
	const startedAt = performance.now();
	await (await fetch(url)).text();
	return performance.now() - startedAt;
}

function spread(values: number[]): Spread {
	const sorted = values.toSorted((a, b) => a - b);
	const at = (share: number) =>
		Math.round((sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN) * 10) / 10;
	return { p50: at(0.5), p95: at(0.95) };
}
