import { DAY } from '../../clock.ts';
import type { TeamAnalysis } from './content.ts';
import { ELO_START } from './elo.ts';
import type { TableRow } from './league-table.ts';
import type { PastResult } from './past-result.ts';

/** How many matches `form` and `venueForm` look back. */
const FORM_LENGTH = 5;

export interface Background {
	/** Results that count, in order of play. */
	known: readonly PastResult[];
	/** The competition's table of the season. */
	table: readonly TableRow[];
	/** Rating by team. */
	elo: ReadonlyMap<string, number>;
	kickoffAt: Date;
}

/** @param venue where the team plays the match to come */
export function analyseTeam(team: string, venue: 'home' | 'away', background: Background): TeamAnalysis {
	const { known, table, elo, kickoffAt } = background;
	const played = known.filter(({ home, away }) => home === team || away === team);
	const row = table.find((candidate) => candidate.team === team);
	return {
		team,
		position: row?.position ?? null,
		points: row?.points ?? 0,
		played: row?.played ?? 0,
		form: form(team, played),
		venueForm: form(
			team,
			played.filter((result) => result[venue] === team),
		),
		goalsForPerMatch: row ? rounded(row.goalsFor / row.played, 2) : null,
		goalsAgainstPerMatch: row ? rounded(row.goalsAgainst / row.played, 2) : null,
		restDays: restDays(played, kickoffAt),
		elo: rounded(elo.get(team) ?? ELO_START, 1),
	};
}

function form(team: string, played: readonly PastResult[]): TeamAnalysis['form'] {
	return played.slice(-FORM_LENGTH).map(({ home, homeGoals, awayGoals }) => {
		if (homeGoals === awayGoals) return 'D';
		return homeGoals > awayGoals === (home === team) ? 'W' : 'L';
	});
}

function restDays(played: readonly PastResult[], kickoffAt: Date): number | null {
	const last = played.at(-1);
	return last ? Math.floor((kickoffAt.getTime() - last.kickoffAt.getTime()) / DAY) : null;
}

function rounded(value: number, decimals: number): number {
	return Number(value.toFixed(decimals));
}
