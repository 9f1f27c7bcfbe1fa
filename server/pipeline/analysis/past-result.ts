/** A finished match. Goals are those after 90 minutes: tables, form and ratings go by them. */
export interface PastResult {
	sourceKey: string;
	competitionId: string;
	season: string;
	kickoffAt: Date;
	home: string;
	away: string;
	homeGoals: number;
	awayGoals: number;
}

/** Oldest first; matches with one kick-off stand in the order of their source keys. */
export function inOrderOfPlay(results: readonly PastResult[]): PastResult[] {
	return results.toSorted(
		(a, b) => a.kickoffAt.getTime() - b.kickoffAt.getTime() || (a.sourceKey < b.sourceKey ? -1 : 1),
	);
}
