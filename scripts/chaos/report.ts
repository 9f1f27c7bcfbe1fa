import type { ChaosOptions } from './options.ts';
import type { RoundResult } from './round.ts';
import { percentile } from './statistics.ts';
import { relativeRate } from './throughput.ts';
import { WRONGS, type Wrong } from './verdict.ts';

/** What a run has found; the last line of standard output with `--json`. */
export interface ChaosReport extends Record<Wrong, number> {
	seed: number;
	rounds: number;
	backend: string;
	/** How often each kind struck. */
	faults: Record<string, number>;
	matches: number;
	predictions: number;
	/** Real milliseconds from the end of a fault until it had healed; null when it never healed. */
	recoveryMs: Record<string, { p50: number | null; p95: number | null }>;
	/** Predictions per second while it healed and afterwards, relative to before; null where nothing could be measured. */
	throughputDuring: Record<string, number | null>;
	throughputAfter: Record<string, number | null>;
}

export function reportOn({ seed, backend }: ChaosOptions, rounds: RoundResult[]): ChaosReport {
	const sum = (count: (round: RoundResult) => number) =>
		rounds.reduce((total, round) => total + count(round), 0);
	const countOf = (wrong: Wrong) =>
		sum(({ findings }) =>
			findings.reduce((total, finding) => total + (finding.wrong === wrong ? finding.count : 0), 0),
		);
	const struck = rounds.flatMap(({ faults }) => faults);
	const kinds = [...new Set(struck.map(({ kind }) => kind))].sort();
	const perKind = <Value>(value: (faults: RoundResult['faults']) => Value) =>
		Object.fromEntries(kinds.map((kind) => [kind, value(struck.filter((fault) => fault.kind === kind))]));
	const [lost, doubled, wronglyScored, stuck, crashes] = WRONGS.map(countOf);

	return {
		seed,
		rounds: rounds.length,
		backend,
		faults: perKind((faults) => faults.length),
		matches: sum(({ matches }) => matches),
		predictions: sum(({ predictions }) => predictions),
		lost: lost ?? 0,
		doubled: doubled ?? 0,
		wronglyScored: wronglyScored ?? 0,
		stuck: stuck ?? 0,
		crashes: crashes ?? 0,
		recoveryMs: perKind((faults) => {
			const times = faults.map(({ recoveryMs }) => recoveryMs).filter((time) => time !== null);
			return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
		}),
		throughputDuring: perKind((faults) => ratio(faults, 'during')),
		throughputAfter: perKind((faults) => ratio(faults, 'after')),
	};
}

export function isClean(report: ChaosReport): boolean {
	return WRONGS.every((wrong) => report[wrong] === 0);
}

/** For people. */
export function table(report: ChaosReport): string {
	const { faults, recoveryMs, throughputDuring, throughputAfter } = report;
	const header = ['fault', 'times', 'recovery p50', 'p95', 'throughput during', 'after'];
	const rows = Object.entries(faults).map(([kind, times]) => [
		kind,
		String(times),
		inSeconds(recoveryMs[kind]?.p50),
		inSeconds(recoveryMs[kind]?.p95),
		relative(throughputDuring[kind]),
		relative(throughputAfter[kind]),
	]);
	const widths = header.map((_, column) =>
		Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0)),
	);
	const lines = [header, ...rows].map((row) =>
		row
			.map((cell, column) =>
				column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
			)
			.join('  '),
	);
	const { matches, predictions, lost, doubled, wronglyScored, stuck, crashes } = report;
	const verdict = `${matches} matches, ${predictions} predictions: ${lost} lost, ${doubled} doubled, ${wronglyScored} wrongly scored, ${stuck} stuck, ${crashes} crashes.`;
	return `${lines.join('\n')}\n${verdict}\n`;
}

function ratio(faults: RoundResult['faults'], part: 'during' | 'after'): number | null {
	const rate = relativeRate(
		faults.map(({ throughput }) => throughput),
		part,
	);
	return rate === null ? null : Math.round(rate * 100) / 100;
}

function inSeconds(ms: number | null | undefined): string {
	return typeof ms === 'number' ? `${(ms / 1_000).toFixed(1)} s` : '-';
}

function relative(rate: number | null | undefined): string {
	return typeof rate === 'number' ? rate.toFixed(2) : '-';
}
