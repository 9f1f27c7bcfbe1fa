import { LineChart } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TeamAnalysis } from '../../../server/pipeline/analysis/content.ts';
import type { MatchDetail } from '../../../server/pipeline/match-detail.ts';
import { Time } from '../../time/time.tsx';
import { Card } from '../ui/card.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Empty } from '../ui/empty.tsx';
import { FormStrip } from './form-strip.tsx';

/** What was known of both teams before kick-off. */
export function AnalysisCard({
	analysis,
	reason,
}: Pick<MatchDetail, 'analysis'> & { reason: string | null }) {
	if (!analysis) {
		return (
			<Card title="Analysis" flush>
				<Empty icon={LineChart}>{reason ?? 'It is made 6 h before kick-off.'}</Empty>
			</Card>
		);
	}
	const { home, away, headToHead } = analysis.content;
	return (
		<Card
			title="Analysis"
			aside={
				<>
					results before <Time at={analysis.asOf} />
				</>
			}
		>
			<table className="w-full table-fixed">
				<caption className="sr-only">Both teams compared</caption>
				<thead>
					<tr className="*:pb-2 *:pr-3 *:align-bottom *:font-medium">
						<td className="w-24 sm:w-28" />
						<th scope="col" className="text-left" dir="auto">
							{home.team}
						</th>
						<th scope="col" className="text-left" dir="auto">
							{away.team}
						</th>
					</tr>
				</thead>
				<tbody>
					{ROWS.map(({ label, show }) => (
						<tr key={label} className="border-t align-top *:py-1.5 *:pr-3">
							<th scope="row" className="text-left font-normal text-muted">
								{label}
							</th>
							<td>{show(home)}</td>
							<td>{show(away)}</td>
						</tr>
					))}
				</tbody>
			</table>
			<div className="mt-4">
				<Disclosure summary={`Last meetings: ${headToHead.length}`}>
					<ul className="grid gap-1">
						{headToHead.toReversed().map((meeting) => (
							<li key={`${meeting.date} ${meeting.home}`} className="flex flex-wrap gap-x-3">
								<span className="text-muted">{meeting.date}</span>
								<span>
									{meeting.home} – {meeting.away}{' '}
									<strong className="font-semibold">
										{meeting.homeGoals} : {meeting.awayGoals}
									</strong>
								</span>
							</li>
						))}
					</ul>
				</Disclosure>
			</div>
		</Card>
	);
}

const ROWS: { label: string; show(team: TeamAnalysis): ReactNode }[] = [
	{
		label: 'Table',
		show: ({ position, points, played }) =>
			position === null ? 'no match yet' : `${ordinal(position)}, ${points} points from ${played}`,
	},
	{ label: 'Form', show: ({ form }) => <FormStrip results={form} /> },
	{ label: 'At this venue', show: ({ venueForm }) => <FormStrip results={venueForm} /> },
	{
		label: 'Goals a match',
		show: ({ goalsForPerMatch, goalsAgainstPerMatch }) =>
			goalsForPerMatch === null || goalsAgainstPerMatch === null
				? '–'
				: `${goalsForPerMatch} for, ${goalsAgainstPerMatch} against`,
	},
	{ label: 'Elo', show: ({ elo }) => Math.round(elo) },
	{ label: 'Days of rest', show: ({ restDays }) => restDays ?? '–' },
];

const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });
const SUFFIXES: Record<string, string> = { one: 'st', two: 'nd', few: 'rd' };

function ordinal(position: number): string {
	return `${position}${SUFFIXES[ORDINALS.select(position)] ?? 'th'}`;
}
