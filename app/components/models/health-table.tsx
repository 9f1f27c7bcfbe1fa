import type { HealthCell } from '../../../server/history/model-health.ts';
import { grouped } from '../../count.ts';
import { share100 } from './health-cells.ts';

/** What the picture of the models' health shows, in numbers: quarters of days without a call are left out. */
export function HealthTable({ models }: { models: { id: string; name: string; health: HealthCell[] }[] }) {
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
		<section className="max-h-96 overflow-auto" tabIndex={0} aria-label="Health as a table">
			<table className="w-full text-xs">
				<caption className="sr-only">Calls by model and quarter of a day (UTC), and how they ended</caption>
				<thead className="text-muted">
					<tr className="*:whitespace-nowrap *:px-2 *:py-1 *:text-right *:font-medium *:first:text-left">
						<th scope="col">Model</th>
						<th scope="col">From (UTC)</th>
						<th scope="col">Answered</th>
						<th scope="col">No score</th>
						<th scope="col">Refused</th>
						<th scope="col">Not reached</th>
						<th scope="col">Rate-limited</th>
					</tr>
				</thead>
				<tbody>
					{models.flatMap(({ id, name, health }) =>
						health.map(({ at, counts }) => (
							<tr key={`${id} ${at.getTime()}`} className="border-t *:px-2 *:py-1 *:text-right">
								<th scope="row" className="max-w-48 truncate text-left! font-normal">
									<bdi>{name}</bdi>
								</th>
								<td className="whitespace-nowrap">{at.toISOString().slice(5, 16).replace('T', ' ')}</td>
								<td className="whitespace-nowrap">
									{grouped(counts.answered)}
									{share100(counts) !== null && ` (${share100(counts)} %)`}
								</td>
								<td>{grouped(counts.unusable)}</td>
								<td>{grouped(counts.refused)}</td>
								<td>{grouped(counts.failed)}</td>
								<td>{grouped(counts.rate_limited)}</td>
							</tr>
						)),
					)}
				</tbody>
			</table>
		</section>
	);
}
