import type { MatchSummary } from '../../../server/pipeline/match-summary.ts';
import { MATCH_TABLE, MatchHead, MatchRow } from './match-row.tsx';

interface MatchListProps {
	matches: MatchSummary[];
	caption: string;
}

/** A few matches of these days; the score is left out while there is none. */
export function MatchList({ matches, caption }: MatchListProps) {
	const scored = matches.some(({ homeGoals }) => homeGoals !== null);
	return (
		<table className={MATCH_TABLE}>
			<caption className="sr-only">{caption}</caption>
			<MatchHead
				kickoff={
					<th scope="col" className="sm:w-28">
						Kick-off
					</th>
				}
				scored={scored}
			/>
			<tbody className="max-sm:block">
				{matches.map((match) => (
					<MatchRow key={match.id} match={match} kickoffAs="weekday" scored={scored} />
				))}
			</tbody>
		</table>
	);
}
