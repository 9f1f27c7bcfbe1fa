import { groupBy } from '../../../server/group-by.ts';
import type { HealthCell } from '../../../server/history/model-health.ts';
import { grouped } from '../../count.ts';
import { formatDay } from '../../time/format.ts';
import { TONE_SOFT } from '../ui/tone.ts';
import { callsThatCount, healthView, share100, troublesInWords } from './health-cells.ts';

/** The hours that quarters of days (UTC) begin at. */
const HOURS = [0, 6, 12, 18];

/** How the calls of one model ended: a row for each day (UTC), the newest first, a cell for each quarter. */
export function HealthDays({ quarters, cells }: { quarters: Date[]; cells: HealthCell[] }) {
	const told = quarters.map((at, index) => ({ at, counts: cells[index] ?? null }));
	const days = [...groupBy(told, ({ at }) => formatDay(at, 'UTC'))].toReversed();
	return (
		<table className="w-full table-fixed border-separate border-spacing-0.5 text-[11px] sm:border-spacing-1 sm:text-xs">
			<caption className="sr-only">Calls that were answered, by day and quarter of it (UTC)</caption>
			<thead className="text-muted">
				<tr className="*:pb-1 *:text-left *:font-medium">
					<th scope="col" className="w-11 sm:w-24">
						From
					</th>
					{HOURS.map((hour) => (
						<th key={hour} scope="col">
							{hour} h
						</th>
					))}
				</tr>
			</thead>
			<tbody>
				{days.map(([day, quartersOfDay]) => (
					<tr key={day} className="align-top">
						<th scope="row" className="py-1.5 text-left font-normal">
							{day}
						</th>
						{HOURS.map((hour) => {
							const quarter = quartersOfDay.find(({ at }) => at.getUTCHours() === hour);
							return quarter ? <Cell key={hour} counts={quarter.counts} /> : <td key={hour} />;
						})}
					</tr>
				))}
			</tbody>
		</table>
	);
}

function Cell({ counts }: { counts: HealthCell }) {
	const calls = counts ? callsThatCount(counts) : 0;
	return (
		<td className={`rounded px-1 py-1.5 sm:px-2 ${TONE_SOFT[healthView(counts).tone]}`}>
			{counts && calls > 0 ? (
				<>
					<span className="font-semibold whitespace-nowrap">{share100(counts)} %</span>{' '}
					<span className="max-sm:block">
						{grouped(counts.answered)} of {grouped(calls)}
					</span>
					{troublesInWords(counts).map((words) => (
						<span key={words} className="block">
							{words}
						</span>
					))}
				</>
			) : (
				'no call'
			)}
			{counts && counts.rate_limited > 0 && (
				<span className="block">{grouped(counts.rate_limited)} rate-limited</span>
			)}
		</td>
	);
}
