import { Link } from '@remix-run/react';
import type { ListedModel } from '../../../server/pipeline/models/list-models.ts';
import { urls } from '../../urls.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { TONE_TEXT } from '../ui/tone.ts';
import { countsInWords, healthSummary, healthTone, share100, totalOf } from './health-cells.ts';
import { HealthLegend, HealthStrip } from './health-strip.tsx';
import { HealthTable } from './health-table.tsx';

/** A row for each model, a cell for each quarter of a day: the least healthy first, idle ones last. */
export function HealthMap({ models, quarters }: { models: ListedModel[]; quarters: Date[] }) {
	const rows = models
		.map((model) => ({ ...model, total: totalOf(model.health) }))
		.toSorted(
			(a, b) =>
				(share100(a.total) ?? Infinity) - (share100(b.total) ?? Infinity) ||
				a.name.localeCompare(b.name, 'en'),
		);
	return (
		<figure>
			<figcaption className="text-muted">{healthSummary(models)}</figcaption>
			<ul aria-label="Health by model" className="mt-3 grid gap-1">
				{rows.map(({ id, name, enabled, health, total }) => (
					<li
						key={id}
						className="group grid grid-cols-[minmax(0,1fr)_3.5rem] items-center gap-x-3 rounded focus-within:bg-raised hover:bg-raised sm:grid-cols-[13rem_minmax(0,1fr)_3.5rem]"
					>
						<Link
							to={urls.model(id)}
							title={`${name}: ${countsInWords(total)}`}
							className="truncate text-[13px] hover:underline"
						>
							<bdi>{name}</bdi>
							{!enabled && <span className="text-muted"> (disabled)</span>}
							<span className="sr-only">: {countsInWords(total)}</span>
						</Link>
						<div className="col-span-2 row-start-2 min-w-0 sm:col-span-1 sm:row-start-auto">
							<HealthStrip quarters={quarters} cells={health} />
						</div>
						<span
							aria-hidden
							className={`text-right text-xs font-medium ${TONE_TEXT[healthTone(share100(total))]}`}
						>
							{share100(total) === null ? 'no call' : `${share100(total)} %`}
						</span>
					</li>
				))}
			</ul>
			<div className="mt-3 grid gap-3">
				<HealthLegend />
				<Disclosure summary="By quarters of days, as a table">
					<HealthTable models={rows} />
				</Disclosure>
			</div>
		</figure>
	);
}
