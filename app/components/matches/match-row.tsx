import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { MatchSummary } from '../../../server/pipeline/match-summary.ts';
import { Relative, Time } from '../../time/time.tsx';
import { urls } from '../../urls.ts';
import { MatchStatus, Score } from '../pipeline/match-status.tsx';
import { StageInitials, StageLights } from '../pipeline/stage-lights.tsx';

/** Of a table of matches: on a phone its rows become blocks of two lines, and each cell is still there once. */
export const MATCH_TABLE = 'w-full table-fixed border-collapse max-sm:block max-sm:*:block';

const GRID = 'max-sm:grid max-sm:grid-cols-[5.5rem_minmax(0,1fr)_4.5rem]';

interface MatchHeadProps {
	kickoff: ReactNode;
	/** False where no match can have a score. */
	scored?: boolean;
	next?: ReactNode;
}

/** The head of a table of `MatchRow`s. */
export function MatchHead({ kickoff, scored = true, next }: MatchHeadProps) {
	return (
		<thead className="text-left text-xs text-muted">
			<tr
				className={`border-b *:whitespace-nowrap *:px-2 *:py-2 *:font-medium *:first:pl-4 *:last:pr-4 max-sm:items-center ${GRID}`}
			>
				{kickoff}
				<th scope="col">Match</th>
				{scored && (
					<th scope="col" className="text-center sm:w-16">
						Score
					</th>
				)}
				{next}
				<th scope="col" className="w-24 text-right max-sm:sr-only">
					<span title="Predictions stored, of the enabled models">Predictions</span>
				</th>
				<th scope="col" className="w-40 max-sm:sr-only">
					<span className="sr-only">Stages</span>
					<StageInitials />
				</th>
			</tr>
		</thead>
	);
}

interface MatchRowProps {
	match: MatchSummary;
	/** How its kick-off is told: with the day of the week, or the time of day alone. */
	kickoffAs: 'weekday' | 'clock';
	/** As in the head. */
	scored?: boolean;
	/** Under the teams. */
	about?: ReactNode;
	/** A cell of its own where there is room. */
	next?: ReactNode;
	/** Instead of predictions and stages, for a match that has none. */
	unserved?: ReactNode;
}

/** A match: kick-off, teams, score, predictions, stages. */
export function MatchRow({ match, kickoffAs, scored = true, about, next, unserved }: MatchRowProps) {
	const { id, home, away, kickoffAt, status, minute, homeGoals, awayGoals, predictions, stages } = match;
	return (
		<tr
			className={`relative border-b align-top last:border-b-0 *:px-2 *:py-2.5 *:first:pl-4 *:last:pr-4 focus-within:bg-raised hover:bg-raised ${GRID}`}
		>
			<td>
				<Time at={kickoffAt} as={kickoffAs} />
				{!match.kickoffConfirmed && (
					<span className="block text-xs leading-tight text-warn">time not confirmed</span>
				)}
				<span className="block text-xs text-muted">
					{status === 'scheduled' ? (
						<Relative at={kickoffAt} />
					) : (
						<MatchStatus status={status} minute={minute} />
					)}
				</span>
			</td>
			<td>
				<Link to={urls.match(id)} className="font-medium after:absolute after:inset-0">
					<Name>{home}</Name>
					<span className="sr-only"> against </span>
					<Name>{away}</Name>
				</Link>
				{about}
			</td>
			{scored && (
				<td className="text-center">
					<Score home={homeGoals} away={awayGoals} />
				</td>
			)}
			{next}
			<td className="whitespace-nowrap text-right max-sm:col-start-3 max-sm:row-start-2 max-sm:-mt-2.5 max-sm:pr-4">
				{!unserved && <PredictionCount predictions={predictions} />}
				{predictions.retroactive > 0 && (
					<span className="block text-xs text-warn">{predictions.retroactive} retroactive</span>
				)}
			</td>
			<td className="max-sm:col-start-2 max-sm:row-start-2 max-sm:-mt-2.5">
				{unserved ?? <StageLights stages={stages} />}
			</td>
		</tr>
	);
}

function Name({ children }: { children: string }) {
	return (
		<span dir="auto" className="line-clamp-2 break-words">
			{children}
		</span>
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
