import { grouped } from '../../count.ts';
import type { ServiceView } from './service-view.ts';

/** How the matches of each day were served, the newest first; days without a match are not in it. */
export function ServiceTable({ rows, older }: Pick<ServiceView, 'rows' | 'older'>) {
	return (
		<>
			<table className="w-full max-w-2xl text-left">
				<caption className="sr-only">Matches served in time, by day and competition</caption>
				<thead className="text-xs text-muted">
					<tr className="*:py-1 *:pr-3 *:font-medium">
						<th scope="col">Day</th>
						<th scope="col">Competition</th>
						<th scope="col">In time</th>
						<th scope="col">Margin, median and p5</th>
					</tr>
				</thead>
				<tbody>
					{rows.map(({ day, competition, matches, served, percentage, margin }) => (
						<tr key={`${day} ${competition.id}`} className="border-t align-top *:py-1 *:pr-3">
							<td className="whitespace-nowrap">{day}</td>
							<td dir="auto">{competition.name}</td>
							<td className={served === matches ? '' : 'font-medium text-bad'}>
								{percentage} %{' '}
								<span className="whitespace-nowrap font-normal text-muted">
									{served} of {matches}
								</span>
							</td>
							<td>{margin ? `${minutes(margin.p50)}, ${minutes(margin.p5)} min` : 'none served'}</td>
						</tr>
					))}
				</tbody>
			</table>
			{older > 0 && (
				<p className="mt-2 text-xs text-muted">
					{grouped(older)} older rows are left out: look at fewer days for all of them.
				</p>
			)}
		</>
	);
}

function minutes(seconds: number): number {
	return Math.round(seconds / 6) / 10;
}
