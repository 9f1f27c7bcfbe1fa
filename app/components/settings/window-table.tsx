import { DAY, HOUR, MINUTE } from '../../../server/clock.ts';
import type { Windows } from '../../../server/pipeline/stages.ts';

interface WindowWords {
	label: string;
	/** The variable that sets it. */
	variable: string;
	unit: keyof typeof UNITS;
	/** What follows from it. */
	follows: string;
}

const UNITS = { days: DAY, hours: HOUR, minutes: MINUTE };

const WINDOWS: Record<keyof Windows, WindowWords> = {
	analysis: {
		label: 'Analysis',
		variable: 'ANALYSIS_WINDOW_HOURS',
		unit: 'hours',
		follows: 'So long before kick-off its job is queued; it runs 6 hours before.',
	},
	lineups: {
		label: 'Line-ups',
		variable: 'LINEUPS_WINDOW_HOURS',
		unit: 'hours',
		follows: 'The same; they are fetched from 60 minutes before kick-off until 30 minutes before.',
	},
	predictions: {
		label: 'Predictions',
		variable: 'PREDICTIONS_WINDOW_HOURS',
		unit: 'hours',
		follows: 'The same; the models are asked 30 minutes before kick-off.',
	},
	patience: {
		label: 'Patience',
		variable: 'PREDICTIONS_PATIENCE_MINUTES',
		unit: 'minutes',
		follows:
			'So long after full time, a retry or the last prediction a settlement waits for missing predictions.',
	},
	lookBack: {
		label: 'Look back',
		variable: 'LOOK_BACK_HOURS',
		unit: 'hours',
		follows:
			'Matches that kicked off before Touchline heard of them are served when that was within this time.',
	},
	backfill: {
		label: 'Hourly backfill',
		variable: 'BACKFILL_DAYS',
		unit: 'days',
		follows: 'So far back it adds what was missed while Touchline was down, marked as retroactive.',
	},
};

/** How long before and after kick-off work is looked for. */
export function WindowTable({ windows }: { windows: Windows }) {
	const rows = Object.entries(WINDOWS).map(([name, words]) => ({ ...words, value: windowOf(windows, name) }));
	return (
		<dl className="divide-y">
			{rows.map(({ label, variable, unit, follows, value }) => (
				<div
					key={variable}
					className="grid gap-x-6 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[9rem_7rem_minmax(0,1fr)]"
				>
					<dt className="font-medium">{label}</dt>
					<dd className="tabular-nums">{inUnits(value, unit)}</dd>
					<dd className="text-xs text-muted sm:pt-0.5">
						{follows} <code className="break-all">{variable}</code>
					</dd>
				</div>
			))}
		</dl>
	);
}

function windowOf(windows: Windows, name: string): number {
	return Object.entries(windows).find(([key]) => key === name)?.[1] ?? 0;
}

function inUnits(value: number, unit: keyof typeof UNITS): string {
	const amount = value / UNITS[unit];
	return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}
