import { Link } from '@remix-run/react';
import { grouped, shortened } from '../../count.ts';
import { dollars } from '../../money.ts';
import { urls } from '../../urls.ts';
import { Badge } from '../ui/badge.tsx';
import { TONE_TEXT } from '../ui/tone.ts';
import { countsInWords, healthTone } from './health-cells.ts';
import type { ModelRow } from './model-rows.ts';

/** What the models of a provider answered over the chosen time, how fast, with how many tokens, and for how much. */
export function UsageTable({ models, label }: { models: ModelRow[]; label: string }) {
	return (
		<table className="ledger">
			<caption className="sr-only">Models of {label}</caption>
			<thead>
				<tr>
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

function Row({ model: { id, name, enabled, problem, usage } }: { model: ModelRow }) {
	return (
		<tr>
			<th scope="row">
				<Link to={urls.model(id)}>
					<bdi>{name}</bdi>
				</Link>
				{!enabled && <Badge tone="quiet">Disabled</Badge>}
				{problem !== null && <Badge tone="bad">Not asked</Badge>}
			</th>
			<td>
				{usage ? (
					<>
						<b title={countsInWords(usage.counts)} className={TONE_TEXT[healthTone(usage.successPercentage)]}>
							{usage.successPercentage === null ? 'rate-limited' : `${usage.successPercentage} %`}
						</b>
						<small>
							{grouped(usage.counts.answered)} of {grouped(usage.calls - usage.counts.rate_limited)}
						</small>
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
