import type { ModelCallTally } from '../../../server/history/model-history.ts';
import { counted, grouped } from '../../count.ts';
import { dollars } from '../../money.ts';
import { TONE_SOFT } from '../ui/tone.ts';
import { type ModelCell, type ModelRow, successTone } from './model-rows.ts';

/** How much of what they were asked the models answered, day by day, with how long an answer took and what it cost. */
export function ModelTable({ rows }: { rows: ModelRow[] }) {
	const days = rows[0]?.cells ?? [];
	return (
		<table className="w-full border-collapse">
			<caption className="sr-only">
				Models by the share of their calls that they answered, the worst first
			</caption>
			<thead className="text-left text-xs text-muted">
				<tr className="border-b *:whitespace-nowrap *:py-2 *:font-medium">
					<th scope="col" className="pl-4">
						Model
					</th>
					<th scope="col" className="px-2 text-right">
						Answered
					</th>
					{days.map(({ day }) => (
						<th key={day} scope="col" className="px-px text-center">
							<span className="hidden sm:inline">{day.slice(8)}</span>
							<span className="sr-only sm:hidden">{day}</span>
						</th>
					))}
					<th scope="col" className="hidden px-3 text-right sm:table-cell">
						Mean time
					</th>
					<th scope="col" className="hidden pr-4 text-right sm:table-cell">
						Cost
					</th>
				</tr>
			</thead>
			<tbody>
				{rows.map(({ id, name, provider, total, cells }) => (
					<tr key={id} className="border-b last:border-b-0 *:py-1.5">
						<th scope="row" className="pl-4 text-left font-normal">
							<span dir="auto">{name}</span>
							<span className="block text-xs text-muted">
								{provider}
								<span className="sm:hidden">
									{' '}
									· {latency(total)} · {dollars(total.costUsd)}
								</span>
							</span>
						</th>
						<td className="px-2 text-right">
							<Share tally={total} />
						</td>
						{cells.map((cell) => (
							<Cell key={cell.day} cell={cell} />
						))}
						<td className="hidden whitespace-nowrap px-3 text-right sm:table-cell">{latency(total)}</td>
						<td className="hidden whitespace-nowrap pr-4 text-right sm:table-cell">
							{dollars(total.costUsd)}
						</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}

const WORDS: Record<string, string> = {
	good: 'text-ink',
	warn: 'font-medium text-warn',
	bad: 'font-medium text-bad',
	quiet: 'text-muted',
};

function Share({ tally }: { tally: ModelCallTally }) {
	const { successPercentage, calls, answered, rateLimited } = tally;
	if (successPercentage === null) return <span className="text-muted">no call</span>;
	return (
		<>
			<span className={WORDS[successTone(successPercentage)]}>{successPercentage}&nbsp;%</span>
			<span className="block whitespace-nowrap text-xs text-muted">
				{grouped(answered)} of {grouped(calls - rateLimited)}
			</span>
		</>
	);
}

/** A day of a model: its share rounded down, as a number where there is room for it; all of it on hover. */
function Cell({ cell: { day, tally } }: { cell: ModelCell }) {
	const percentage = tally?.successPercentage ?? null;
	const words = `${day}: ${tally ? inWords(tally) : 'no call'}`;
	return (
		<td className="w-px px-px">
			<span
				title={words}
				className={`flex h-7 w-3 items-center justify-center rounded-sm text-xs sm:w-9 ${TONE_SOFT[successTone(percentage)]}`}
			>
				<span aria-hidden className="hidden sm:inline">
					{percentage === null ? '–' : Math.floor(percentage)}
				</span>
				<span className="sr-only">{words}</span>
			</span>
		</td>
	);
}

function inWords(tally: ModelCallTally): string {
	const { calls, answered, rateLimited, successPercentage } = tally;
	const limited = rateLimited > 0 ? `, ${grouped(rateLimited)} more rate-limited` : '';
	const share = successPercentage === null ? 'none counted' : `${successPercentage} %`;
	return `${share}, ${grouped(answered)} of ${counted(calls - rateLimited, 'call')} answered${limited}, ${latency(tally)}, ${dollars(tally.costUsd)}`;
}

function latency({ meanLatencyMs }: ModelCallTally): string {
	return meanLatencyMs === null ? 'no answer' : `${(meanLatencyMs / 1_000).toFixed(1)} s`;
}
