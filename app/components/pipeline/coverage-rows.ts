import type { Coverage } from '../../../server/pipeline/coverage.ts';
import type { CoverageRow } from './coverage-bars.tsx';

/** Where the hours to kick-off are parted: what is near is told by the hour. */
const PARTS = [1, 2, 4, 6, 12, 24, 48];

/** The coverage by the time that is left until kick-off, the nearest first; without the times that have no match. */
export function rowsByHour(byHour: Coverage['byHour']): CoverageRow[] {
	const last = Math.max(0, ...byHour.map(({ withinHours }) => withinHours));
	const ends = [...PARTS.filter((end) => end < last), last];
	return ends.flatMap((end, index) => {
		const start = ends[index - 1] ?? 0;
		const within = byHour.filter(({ withinHours }) => withinHours > start && withinHours <= end);
		const matches = within.reduce((sum, count) => sum + count.matches, 0);
		const covered = within.reduce((sum, count) => sum + count.covered, 0);
		const label = start === 0 ? `within ${end} h` : `${start} to ${end} h`;
		return matches === 0 ? [] : [{ label, matches, covered }];
	});
}

/** The coverage by competition, those with the most gaps first. */
export function rowsByCompetition(byCompetition: Coverage['byCompetition']): CoverageRow[] {
	return byCompetition
		.toSorted((a, b) => b.matches - b.covered - (a.matches - a.covered))
		.map(({ name, matches, covered }) => ({ label: name, matches, covered }));
}
