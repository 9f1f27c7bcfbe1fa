import type { PastMeeting } from './content.ts';
import type { PastResult } from './past-result.ts';

/** How many meetings are told. */
const MEETINGS = 10;

/** The last meetings of two teams, at either's ground, most recent last. */
export function headToHead(team: string, opponent: string, known: readonly PastResult[]): PastMeeting[] {
	return known
		.filter(({ home, away }) => (home === team && away === opponent) || (home === opponent && away === team))
		.slice(-MEETINGS)
		.map(({ kickoffAt, home, away, homeGoals, awayGoals }) => ({
			date: kickoffAt.toISOString().slice(0, 10),
			home,
			away,
			homeGoals,
			awayGoals,
		}));
}
