import type { HealthCell } from '../../../server/history/model-health.ts';
import type { Tone } from '../ui/tone.ts';
import { healthViews, TROUBLES } from './health-cells.ts';

/** Fill and edge of a quarter: what is wrong has an edge too, and a sign in it. */
const LOOKS: Record<Tone, string> = {
	good: 'bg-good/70',
	info: 'bg-info-soft',
	warn: 'border border-warn bg-warn-soft text-warn',
	bad: 'border border-bad bg-bad-soft text-bad',
	quiet: 'bg-raised',
};

/** The quarters of the last 7 days of one model beside each other; what each stands for shows on hover, and in the table. */
export function HealthStrip({ quarters, cells }: { quarters: Date[]; cells: HealthCell[] }) {
	return (
		<div aria-hidden className="flex h-5 min-w-0 gap-px">
			{healthViews(quarters, cells).map(({ at, tone, mark, words }) => (
				<span
					key={at}
					title={words}
					className={`flex min-w-0 flex-1 items-center justify-center rounded-[2px] text-[11px] leading-none font-bold ${LOOKS[tone]} ${isMidnight(at) ? 'ml-0.5 first:ml-0' : ''}`}
				>
					{mark}
				</span>
			))}
		</div>
	);
}

/** What the fills and signs mean. */
export function HealthLegend() {
	return (
		<ul aria-label="Legend" className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
			<Item look={LOOKS.good} words="99 % or more answered" />
			<Item look={LOOKS.warn} words="90 % or more" />
			<Item look={LOOKS.bad} words="fewer" />
			<Item look={LOOKS.quiet} words="no call" />
			{Object.values(TROUBLES).map(({ mark, words }) => (
				<li key={words} className="flex items-center gap-1.5">
					<span className="w-3 text-center font-bold text-ink">{mark}</span> mostly {words}
				</li>
			))}
		</ul>
	);
}

function Item({ look, words }: { look: string; words: string }) {
	return (
		<li className="flex items-center gap-1.5">
			<span aria-hidden className={`size-3 rounded-[2px] ${look}`} /> {words}
		</li>
	);
}

function isMidnight(at: number): boolean {
	return new Date(at).getUTCHours() === 0;
}
