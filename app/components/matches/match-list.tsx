import { Link } from '@remix-run/react';
import type { MatchSummary } from '../../../server/pipeline/match-summary.ts';
import { Relative, Time } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { MatchStatus, Score } from './match-status.tsx';
import { StageInitials, StageLights } from './stage-lights.tsx';

interface MatchListProps {
	matches: MatchSummary[];
	caption: string;
}

/** Matches as a table: kick-off, teams, score, predictions, stages. The score is left out while there is none. */
export function MatchList({ matches, caption }: MatchListProps) {
	const scored = matches.some(({ homeGoals }) => homeGoals !== null);
	return (
		<table className="w-full border-collapse">
			<caption className="sr-only">{caption}</caption>
			<thead className="text-left text-xs text-muted">
				<tr className="border-b *:whitespace-nowrap *:px-2 *:py-2 *:font-medium *:first:pl-4 *:last:pr-4">
					<th scope="col">Kick-off</th>
					<th scope="col">Match</th>
					{scored && (
						<th scope="col" className="text-center">
							Score
						</th>
					)}
					<th scope="col" className="hidden text-right sm:table-cell">
						<span title="Predictions stored, of the enabled models">Predictions</span>
					</th>
					<th scope="col" className="hidden sm:table-cell">
						<span className="sr-only">Stages</span>
						<StageInitials />
					</th>
				</tr>
			</thead>
			<tbody>
				{matches.map((match) => (
					<MatchRow key={match.id} match={match} scored={scored} />
				))}
			</tbody>
		</table>
	);
}

interface MatchRowProps {
	match: MatchSummary;
	scored: boolean;
}

function MatchRow({ match, scored }: MatchRowProps) {
	const { id, home, away, kickoffAt, status, minute, homeGoals, awayGoals, predictions, stages } = match;
	return (
		<tr className="relative border-b align-top last:border-b-0 *:px-2 *:py-2.5 *:first:pl-4 *:last:pr-4 focus-within:bg-raised hover:bg-raised">
			<td className="w-px whitespace-nowrap">
				<Time at={kickoffAt} as="weekday" />
				{!match.kickoffConfirmed && (
					<span className="block max-w-20 whitespace-normal text-xs leading-tight text-warn">
						time not confirmed
					</span>
				)}
				<span className="block text-xs text-muted">
					{status === 'scheduled' ? (
						<Relative at={kickoffAt} />
					) : (
						<MatchStatus status={status} minute={minute} />
					)}
				</span>
			</td>
			<td className="min-w-0">
				<Link to={urls.match(id)} className="font-medium after:absolute after:inset-0">
					<span dir="auto" className="block">
						{home}
					</span>
					<span className="sr-only"> against </span>
					<span dir="auto" className="block">
						{away}
					</span>
				</Link>
				<span className="mt-1.5 flex items-center gap-3 sm:hidden">
					<StageLights stages={stages} />
					<span className="text-xs">
						<PredictionCount predictions={predictions} />
					</span>
				</span>
			</td>
			{scored && (
				<td className="w-px text-center">
					<Score home={homeGoals} away={awayGoals} />
				</td>
			)}
			<td className="hidden w-px whitespace-nowrap text-right sm:table-cell">
				<PredictionCount predictions={predictions} />
				{predictions.retroactive > 0 && (
					<span className="block text-xs text-warn">{predictions.retroactive} retroactive</span>
				)}
			</td>
			<td className="hidden w-px sm:table-cell">
				<StageLights stages={stages} />
			</td>
		</tr>
	);
}

function PredictionCount({ predictions: { stored, wanted } }: Pick<MatchSummary, 'predictions'>) {
	return (
		<>
			{stored}
			<span className="text-muted">/{wanted}</span>
			<span className="sr-only"> predictions</span>
		</>
	);
}
