import { TROUBLES } from './health-cells.ts';

/** What the fills and signs of the map of health mean. */
export function HealthLegend() {
	return (
		<ul aria-label="Legend" className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
			<Item tone="good" words="99 % or more answered" />
			<Item tone="warn" words="90 % or more" />
			<Item tone="bad" words="fewer" />
			<Item tone="quiet" words="no call" />
			{Object.values(TROUBLES).map(({ mark, words }) => (
				<li key={words} className="flex items-center gap-1.5">
					<span className="w-3 text-center font-bold text-ink">{mark}</span> mostly {words}
				</li>
			))}
		</ul>
	);
}

function Item({ tone, words }: { tone: string; words: string }) {
	return (
		<li className="flex items-center gap-1.5">
			<span aria-hidden className={`health-swatch ${tone}`} /> {words}
		</li>
	);
}
