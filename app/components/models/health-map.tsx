import { Link } from '@remix-run/react';
import type { CallCounts, HealthCell } from '../../../server/history/model-health.ts';
import { formatDay, formatTime } from '../../time/format.ts';
import { urls } from '../../urls.ts';
import { TONE_TEXT } from '../ui/tone.ts';
import { CellReader } from './cell-reader.tsx';
import { countsInWords, healthSummary, healthTone, healthView, share100, totalOf } from './health-cells.ts';
import { HealthLegend } from './health-legend.tsx';
import { countsOf, type ModelRow } from './model-rows.ts';

/** A row for each model, a cell for each quarter of a day: the least healthy first, idle ones last. */
export function HealthMap({ models, quarters }: { models: ModelRow[]; quarters: Date[] }) {
	const rows = models.map(mapRow).toSorted(byHealth);
	const describe = (row: number, column: number) => {
		const [model, at] = [rows[row], quarters[column]];
		return (
			model &&
			at &&
			`${model.name}, from ${formatTime(at, 'UTC')} UTC: ${countsInWords(model.health[column] ?? null)}`
		);
	};
	return (
		<figure className="health">
			<figcaption className="mb-3 text-muted">{healthSummary(rows)}</figcaption>
			<CellReader describe={describe}>
				<table className="health-map">
					<caption className="sr-only">
						Calls that were answered, by model and quarter of a day (UTC); the least healthy first
					</caption>
					<thead>
						<tr>
							<th scope="col">Model</th>
							{quarters.map((at, index) => (
								<th key={at.getTime()} scope="col" data-day={dayLabel(quarters, index)}>
									{formatTime(at, 'UTC')}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{rows.map((row) => (
							<Row key={row.id} row={row} quarters={quarters} />
						))}
					</tbody>
				</table>
			</CellReader>
			<div className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
				<HealthLegend />
				<label className="flex items-center gap-2 text-xs font-medium">
					<input type="checkbox" className="size-4 accent-accent" />
					Show the numbers
				</label>
			</div>
		</figure>
	);
}

interface MapRow extends Pick<ModelRow, 'id' | 'name' | 'enabled'> {
	health: HealthCell[];
	total: CallCounts;
}

function mapRow({ id, name, enabled, health: texts }: ModelRow): MapRow {
	const health = texts.map((text) => (text === null ? null : countsOf(text)));
	return { id, name, enabled, health, total: totalOf(health) };
}

function byHealth(a: MapRow, b: MapRow): number {
	return (
		(share100(a.total) ?? Infinity) - (share100(b.total) ?? Infinity) || a.name.localeCompare(b.name, 'en')
	);
}

function Row({ row: { id, name, enabled, health, total }, quarters }: { row: MapRow; quarters: Date[] }) {
	const share = share100(total);
	return (
		<tr>
			<th scope="row">
				<div>
					<Link to={urls.model(id)} title={name}>
						<bdi>{name}</bdi>
						{!enabled && ' (disabled)'}
					</Link>{' '}
					<span className={TONE_TEXT[healthTone(share)]}>{share === null ? 'no call' : `${share} %`}</span>
				</div>
			</th>
			{quarters.map((at, index) => {
				const counts = health[index] ?? null;
				return (
					<td key={at.getTime()} className={classes(at, counts)}>
						{countsInWords(counts)}
					</td>
				);
			})}
		</tr>
	);
}

/** What sets a quarter apart from one in which all is well; most have nothing. */
function classes(at: Date, counts: HealthCell): string | undefined {
	const { tone, trouble } = healthView(counts);
	return [isMidnight(at) && 'day', tone !== 'good' && tone, trouble].filter(Boolean).join(' ') || undefined;
}

/** Quarters that a day's name is as wide as. */
const LABEL = 3;

/** What stands over the first quarter of a day, if there is room: "25 May". */
function dayLabel(quarters: Date[], index: number): string | undefined {
	const at = quarters[index];
	return at && isMidnight(at) && index + LABEL <= quarters.length ? formatDay(at, 'UTC').slice(4) : undefined;
}

function isMidnight(at: Date): boolean {
	return at.getUTCHours() === 0;
}
