import { Link } from '@remix-run/react';
import type { ListedModel } from '../../../server/pipeline/models/list-models.ts';
import { grouped, shortened } from '../../count.ts';
import { dollars } from '../../money.ts';
import { urls } from '../../urls.ts';
import { Badge } from '../ui/badge.tsx';
import { TONE_TEXT } from '../ui/tone.ts';
import { countsInWords, healthTone } from './health-cells.ts';

/** What the models of a provider answered over the chosen time, how fast, with how many tokens, and for how much. */
export function UsageTable({ models, label }: { models: ListedModel[]; label: string }) {
	return (
		<table className="w-full border-collapse">
			<caption className="sr-only">Models of {label}</caption>
			<thead className="text-xs text-muted">
				<tr className="border-b *:whitespace-nowrap *:px-2 *:py-2 *:text-right *:font-medium *:first:pl-4 *:first:text-left *:last:pr-4">
					<th scope="col">Model</th>
					<th scope="col">Answered</th>
					<th scope="col" className="hidden sm:table-cell">
						<span title="Of the calls that were answered; no median is kept">Mean time</span>
					</th>
					<th scope="col" className="hidden md:table-cell">
						Tokens in
					</th>
					<th scope="col" className="hidden md:table-cell">
						Tokens out
					</th>
					<th scope="col">Cost</th>
				</tr>
			</thead>
			<tbody>
				{models.map((model) => (
					<Row key={model.id} model={model} />
				))}
			</tbody>
		</table>
	);
}

function Row({ model: { id, name, enabled, problem, usage } }: { model: ListedModel }) {
	return (
		<tr className="border-b *:px-2 *:py-1.5 *:text-right *:first:pl-4 *:last:pr-4 last:border-b-0 hover:bg-raised">
			<th scope="row" className="text-left! font-normal">
				<Link to={urls.model(id)} className="line-clamp-2 hover:underline">
					<bdi>{name}</bdi>
				</Link>
				{!enabled && <Badge tone="quiet">Disabled</Badge>}
				{problem !== null && <Badge tone="bad">Not asked</Badge>}
			</th>
			<td>
				{usage ? (
					<>
						<span
							title={countsInWords(usage.counts)}
							className={`whitespace-nowrap font-medium ${TONE_TEXT[healthTone(usage.successPercentage)]}`}
						>
							{usage.successPercentage === null ? 'rate-limited' : `${usage.successPercentage} %`}
						</span>
						<span className="block whitespace-nowrap text-xs text-muted">
							{grouped(usage.counts.answered)} of {grouped(usage.calls - usage.counts.rate_limited)}
						</span>
					</>
				) : (
					<span className="text-muted">no call</span>
				)}
			</td>
			<td className="hidden whitespace-nowrap sm:table-cell">{seconds(usage?.meanLatencyMs ?? null)}</td>
			<td className="hidden md:table-cell">{usage ? shortened(usage.promptTokens) : '–'}</td>
			<td className="hidden md:table-cell">{usage ? shortened(usage.completionTokens) : '–'}</td>
			<td className="whitespace-nowrap">{usage ? dollars(usage.costUsd) : '–'}</td>
		</tr>
	);
}

/** Milliseconds as "1.2 s"; a dash for none. */
export function seconds(ms: number | null): string {
	return ms === null ? '–' : `${(ms / 1_000).toFixed(1)} s`;
}
