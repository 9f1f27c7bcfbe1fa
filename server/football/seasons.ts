import { Temporal } from 'temporal-polyfill';

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

/** The first Saturday from 15 August on of the season that a date lies in: "2026-11-23" -> "2026-08-15". */
export function seasonStart(date: string): string {
	const day = Temporal.PlainDate.from(date);
	const year = day.month >= 8 ? day.year : day.year - 1;
	const earliest = Temporal.PlainDate.from({ year, month: 8, day: 15 });
	return earliest.add({ days: (SATURDAY - earliest.dayOfWeek + 7) % 7 }).toString();
}

/** ISO 8601 counts the days of a week from Monday, 1. */
const SATURDAY = 6;
