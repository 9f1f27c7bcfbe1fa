/** Whether a folder's name is a season: "2024-25", or "2025" for one within a year. */
export function isSeason(name: string): boolean {
	return /^\d{4}(-\d{2})?$/.test(name);
}

/** "English Premier League 2024/25" -> { title: "English Premier League", season: "2024-25" }; season null when there is none. */
export function splitSeason(name: string): { title: string; season: string | null } {
	const match = /^(.*?)\s*\b(\d{4})(?:[/-](?:\d{2})?(\d{2}))?$/.exec(name.trim());
	if (!match) return { title: name.trim(), season: null };
	const [, title = '', from = '', to] = match;
	return { title, season: to === undefined ? from : `${from}-${to}` };
}

/**
 * Names of the seasons that a matchday and a year of history before it can be in, in both forms:
 * "2025-05-25" -> 2023-24, 2024, 2024-25, 2025, 2025-26.
 *
 * @param date YYYY-MM-DD
 */
export function seasonsAround(date: string): string[] {
	const year = Number(date.slice(0, 4));
	return [acrossYears(year - 2), String(year - 1), acrossYears(year - 1), String(year), acrossYears(year)];
}

/** The name of the season that starts in the one year and ends in the next: 2024 -> "2024-25". */
export function acrossYears(year: number): string {
	return `${year}-${String(year + 1).slice(-2)}`;
}
