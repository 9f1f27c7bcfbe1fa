import { findSubjects } from '../browser/subjects.ts';
import { freePort } from '../launch/ports.ts';
import { openSeededConsole } from '../seed/open-console.ts';
import type { BenchCase } from './bench-case.ts';
import { firstLoads } from './console/first-load.ts';
import { type Figures, measure, type Runs } from './console/measure.ts';
import { pageName, pages, queries } from './console/targets.ts';
import { createVisitor } from './console/visitor.ts';
import type { BenchOptions } from './open-bench.ts';

const PASSWORD = 'a bench lets itself in';

/** Where times are told, and where statements alone are counted. */
const TIMED: Runs = { least: 12, most: 40, within: 5_000 };
const COUNTED: Runs = { least: 5, most: 5, within: 0 };

/** Matches of the database that the counts of statements are compared with. */
const FEW = 300;

/** Milliseconds that 95 of 100 pages may take, and bytes of JavaScript for the overview. */
const [MOST_MS, MOST_BYTES] = [50, 170_000];

/** Its page's name. */
const OVERVIEW = pageName('overview');

interface Measured {
	figures: Figures[];
	/** By the page's name. */
	scripts: Map<string, number>;
}

/**
 * The pages and queries of the console on a database of that many matches, with 42 predictions each: time beside an empty Express route,
 * bytes, and statements beside those of a small database.
 */
export async function console({ matches, say }: BenchOptions): Promise<BenchCase[]> {
	const small = await measureConsole(Math.min(FEW, matches), say, { runs: COUNTED, browser: false });
	const large = await measureConsole(matches, say, { runs: TIMED, browser: true });
	const before = new Map(small.figures.map(({ name, statements }) => [name, statements]));
	say(table(large, before));
	return casesOf(large, before);
}

async function measureConsole(
	matches: number,
	say: BenchOptions['say'],
	{ runs, browser }: { runs: Runs; browser: boolean },
): Promise<Measured> {
	const [countPort, emptyPort] = await Promise.all([freePort('127.0.0.1'), freePort('127.0.0.1')]);
	const web = {
		script: 'scripts/bench/console/counted-web.ts',
		args: [String(countPort), String(emptyPort)],
	};
	const { url, context, stop } = await openSeededConsole({ matches, password: PASSWORD, web, say });
	try {
		const visitor = await createVisitor(url, { password: PASSWORD, context, say });
		const subjects = await findSubjects(context.db);
		const shown = await pages(subjects, visitor);
		const instruments = {
			visitor,
			countUrl: `http://127.0.0.1:${countPort}`,
			emptyUrl: `http://127.0.0.1:${emptyPort}`,
		};
		const figures: Figures[] = [];
		for (const target of [...shown, ...(await queries(subjects, context.clock.now(), visitor))])
			figures.push(await measure(target, instruments, runs));
		const scripts = browser ? await firstLoads(url, shown, visitor) : new Map<string, number>();
		return { figures, scripts };
	} finally {
		await stop();
	}
}

function casesOf({ figures, scripts }: Measured, before: Map<string, number>): BenchCase[] {
	const times = figures.map(({ name, cold }) => atMost(`${name}, cold p95`, cold.p95, 'ms', MOST_MS));
	const counts = figures.map(({ name, statements }) =>
		atMost(
			`${name}, statements beside ${FEW} matches`,
			statements,
			'statements',
			before.get(name) ?? statements,
		),
	);
	return [
		...times,
		atMost(
			'JavaScript of the overview',
			(scripts.get(OVERVIEW) ?? Number.NaN) / 1_000,
			'kB',
			MOST_BYTES / 1_000,
		),
		...counts,
	];
}

function atMost(name: string, value: number, unit: BenchCase['unit'], limit: number): BenchCase {
	const ratio = value === limit ? 1 : limit / value;
	return { case: name, value: Math.round(value), unit, limit, ratio: Math.round(ratio * 1_000) / 1_000 };
}

const HEADINGS = [
	'',
	'cold p50',
	'cold p95',
	'warm p50',
	'warm p95',
	'empty p50',
	'empty p95',
	'kB',
	'JS kB',
	'statements',
	'few',
	'goals',
];

/** Times in milliseconds; `kB` is the answer, `JS kB` all scripts of a first load, both as gzip; `few` the statements of the small database. */
function table({ figures, scripts }: Measured, before: Map<string, number>): string {
	const rows = figures.map(({ name, cold, warm, empty, bytes, statements }) => {
		const script = scripts.get(name);
		const met =
			cold.p95 < MOST_MS &&
			statements <= (before.get(name) ?? statements) &&
			(name !== OVERVIEW || (script ?? 0) < MOST_BYTES);
		const times = [cold.p50, cold.p95, warm.p50, warm.p95, empty.p50, empty.p95].map((ms) => ms.toFixed(1));
		const sizes = [(bytes / 1_000).toFixed(1), script === undefined ? '' : (script / 1_000).toFixed(1)];
		return [
			name,
			...times,
			...sizes,
			String(statements),
			String(before.get(name) ?? ''),
			met ? 'met' : 'MISSED',
		];
	});
	const widths = HEADINGS.map((heading, column) =>
		Math.max(...[HEADINGS, ...rows].map((row) => (row[column] ?? heading).length)),
	);
	const line = (row: string[]) =>
		row
			.map((cell, column) =>
				column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
			)
			.join('  ');
	return [HEADINGS, ...rows].map(line).join('\n');
}
