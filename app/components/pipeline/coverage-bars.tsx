import type { CoverageCount } from '../../../server/pipeline/coverage.ts';
import { grouped } from '../../count.ts';

/** What is covered of how many matches. */
export interface CoverageRow extends CoverageCount {
	label: string;
}

/** How much is covered, row by row: in numbers and as bars. */
export function CoverageBars({ rows, label }: { rows: CoverageRow[]; label: string }) {
	return (
		<ul aria-label={label} className="grid gap-3">
			{rows.map((row) => (
				<li key={row.label}>
					<Bar row={row} />
				</li>
			))}
		</ul>
	);
}

function Bar({ row: { label, covered, matches } }: { row: CoverageRow }) {
	const whole = covered === matches;
	return (
		<>
			<p className="flex justify-between gap-2">
				<span dir="auto">{label}</span>
				<span className={`shrink-0 ${whole ? 'text-muted' : 'font-medium text-bad'}`}>
					{matches === 0 ? 'no match' : `${grouped(covered)} of ${grouped(matches)}`}
				</span>
			</p>
			<div aria-hidden className="mt-1 h-1.5 overflow-hidden rounded-full bg-raised">
				<div
					className={`h-full rounded-full ${whole ? 'bg-good' : 'bg-bad'}`}
					style={{ width: `${matches === 0 ? 0 : (covered / matches) * 100}%` }}
				/>
			</div>
		</>
	);
}
