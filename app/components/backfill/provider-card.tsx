import type { ProviderEstimate, WorkEstimate } from '../../../server/pipeline/backfill/estimate.ts';
import { grouped } from '../../count.ts';
import { Card } from '../ui/card.tsx';
import { ColumnHeads } from '../ui/column-heads.tsx';
import { estimatedCost, estimatedTime, estimatedTokens } from './estimated.ts';

/** What a backfill would come to at each provider. */
export function ProviderCard({ estimate: { providers } }: { estimate: WorkEstimate }) {
	return (
		<Card title="By provider" aside="asked beside each other" flush>
			<table className="w-full border-collapse">
				<caption className="sr-only">Calls, tokens, cost and time at each provider</caption>
				<ColumnHeads
					heads={['Provider', 'Calls', 'Tokens', 'Cost', 'Time']}
					className="border-b *:px-1.5 *:py-2 *:first:pl-4 *:last:pr-4 sm:*:px-3"
				/>
				<tbody>
					{providers.map((estimate) => (
						<Row key={estimate.provider} estimate={estimate} />
					))}
				</tbody>
			</table>
		</Card>
	);
}

function Row({ estimate }: { estimate: ProviderEstimate }) {
	const { label, calls, costUsd, durationMs, limitedBy } = estimate;
	return (
		<tr className="border-b align-top [&>td]:whitespace-nowrap *:px-1.5 *:py-2.5 *:text-right *:first:pl-4 *:first:text-left *:last:pr-4 last:border-b-0 sm:*:px-3">
			<th scope="row" className="font-medium">
				<span className="whitespace-nowrap">{label}</span>
				<span className="block text-xs font-normal text-muted">limited by {limitedBy}</span>
			</th>
			<td>{grouped(calls)}</td>
			<td>{estimatedTokens(estimate)}</td>
			<td>{estimatedCost(costUsd)}</td>
			<td>{estimatedTime(durationMs)}</td>
		</tr>
	);
}
