import type { Score } from '../../../server/football/source.ts';

/** How often each score was predicted. */
export interface ScoreSpread {
	/** `cells[home][away]` predictions; the last row and column also hold whatever is higher. */
	cells: number[][];
	/** The most in any cell. */
	most: number;
	home: number;
	draw: number;
	away: number;
	/** The score that most models predicted; the first of several. Null without predictions. */
	favourite: { score: Score; predictions: number } | null;
}

/** Goals that have a row of their own, at least and at most. */
const FEWEST = 4;
const HIGHEST = 6;

export function scoreSpread(scores: Score[]): ScoreSpread {
	const top = Math.min(HIGHEST, Math.max(FEWEST, ...scores.flatMap(({ home, away }) => [home, away])));
	const cells = Array.from({ length: top + 1 }, () => Array.from({ length: top + 1 }, () => 0));
	for (const score of scores) {
		const row = cells[Math.min(score.home, top)];
		const column = Math.min(score.away, top);
		if (row) row[column] = (row[column] ?? 0) + 1;
	}
	const count = (holds: (score: Score) => boolean) => scores.filter(holds).length;
	return {
		cells,
		most: Math.max(...cells.flat()),
		home: count(({ home, away }) => home > away),
		draw: count(({ home, away }) => home === away),
		away: count(({ home, away }) => home < away),
		favourite: favouriteOf(scores),
	};
}

function favouriteOf(scores: Score[]): ScoreSpread['favourite'] {
	const counts = new Map<string, { score: Score; predictions: number }>();
	for (const score of scores) {
		const key = `${score.home}:${score.away}`;
		const known = counts.get(key);
		counts.set(key, { score, predictions: (known?.predictions ?? 0) + 1 });
	}
	return [...counts.values()].reduce<ScoreSpread['favourite']>(
		(best, next) => (best && best.predictions >= next.predictions ? best : next),
		null,
	);
}
