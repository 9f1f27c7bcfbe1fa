import { grouped } from '../../count.ts';
import type { Tone } from '../ui/tone.ts';
import type { ActionProgress } from './action-progress.ts';

const FILLS: Record<Tone, string> = {
	good: 'bg-good',
	info: 'bg-info/50',
	warn: 'bg-warn',
	bad: 'bg-bad',
	quiet: 'bg-muted/50',
};

/** Both phases in one bar: what has had its turn, and what came of it. */
export function ActionBar({ progress, total }: { progress: ActionProgress; total: number }) {
	const { parts, sentence } = progress;
	const ended = parts.filter(({ tone }) => tone !== 'info').reduce((sum, { count }) => sum + count, 0);
	const waiting = total - parts.reduce((sum, { count }) => sum + count, 0);
	return (
		<>
			<div
				role="progressbar"
				aria-label="Failures that had their turn and need nothing more"
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
