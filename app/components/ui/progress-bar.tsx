import { grouped } from '../../count.ts';
import type { Tone } from './tone.ts';

/** What became of how many. */
export interface ProgressPart {
	words: string;
	count: number;
	/** `info` is what has not ended. */
	tone: Tone;
}

interface ProgressBarProps {
	/** What is counted. */
	label: string;
	/** What happened, in order; the rest waits for its turn. */
	parts: ProgressPart[];
	total: number;
	/** How far it is. */
	sentence: string;
}

const FILLS: Record<Tone, string> = {
	good: 'bg-good',
	info: 'bg-info/50',
	warn: 'bg-warn',
	bad: 'bg-bad',
	quiet: 'bg-muted/50',
};

/** What has had its turn, and what came of it, in one bar with its legend. */
export function ProgressBar({ label, parts, total, sentence }: ProgressBarProps) {
	const ended = parts.filter(({ tone }) => tone !== 'info').reduce((sum, { count }) => sum + count, 0);
	const waiting = total - parts.reduce((sum, { count }) => sum + count, 0);
	return (
		<>
			<div
				role="progressbar"
				aria-label={label}
				aria-valuemin={0}
				aria-valuemax={Math.max(total, 1)}
				aria-valuenow={total === 0 ? 1 : ended}
				aria-valuetext={sentence}
				className="flex h-2.5 overflow-hidden rounded-full bg-raised"
			>
				{parts.map(({ words, count, tone }) => (
					<div
						key={words}
						className={`transition-[width] ${FILLS[tone]}`}
						style={{ width: `${(100 * count) / total}%` }}
					/>
				))}
			</div>
			<ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-xs">
				{parts.map(({ words, count, tone }) => (
					<Legend key={words} fill={FILLS[tone]} words={words} count={count} />
				))}
				{waiting > 0 && <Legend fill="border border-muted bg-raised" words="not yet" count={waiting} />}
			</ul>
		</>
	);
}

function Legend({ fill, words, count }: { fill: string; words: string; count: number }) {
	return (
		<li className="flex items-center gap-1.5">
			<span aria-hidden className={`size-2.5 rounded-sm ${fill}`} />
			<span className="font-medium">{grouped(count)}</span>
			<span className="text-muted">{words}</span>
		</li>
	);
}
