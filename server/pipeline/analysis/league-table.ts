import type { PastResult } from './past-result.ts';

export interface TableRow {
	team: string;
	/** From 1; no two teams share one. */
	position: number;
	played: number;
	points: number;
	goalsFor: number;
	goalsAgainst: number;
}

/**
 * The table that the results make: 3 points for a win, 1 for a draw; then goal difference, goals
 * scored, name. Teams without a result are not in it.
 */
export function leagueTable(results: readonly PastResult[]): TableRow[] {
	const rows = new Map<string, Row>();
	for (const { home, away, homeGoals, awayGoals } of results) {
		addMatch(rows, home, homeGoals, awayGoals);
		addMatch(rows, away, awayGoals, homeGoals);
	}
	return [...rows.values()].sort(byRank).map((row, index) => ({ ...row, position: index + 1 }));
}

type Row = Omit<TableRow, 'position'>;

function addMatch(rows: Map<string, Row>, team: string, scored: number, conceded: number): void {
	const row = rows.get(team) ?? { team, played: 0, points: 0, goalsFor: 0, goalsAgainst: 0 };
	row.played += 1;
	row.points += scored > conceded ? 3 : scored === conceded ? 1 : 0;
	row.goalsFor += scored;
	row.goalsAgainst += conceded;
	rows.set(team, row);
}

/** Names compare by code unit: a locale's order could differ from one machine to the next. */
function byRank(a: Row, b: Row): number {
	return (
		b.points - a.points ||
		b.goalsFor - b.goalsAgainst - (a.goalsFor - a.goalsAgainst) ||
		b.goalsFor - a.goalsFor ||
		(a.team < b.team ? -1 : 1)
	);
}
