import { after, HOUR } from '../clock.ts';
import { AppError } from '../errors.ts';
import { gapsOf } from './gaps.ts';
import { type BatchDeps, eachBatch } from './match-batches.ts';
import { kickingOff, matchIds } from './match-condition.ts';
import type { MatchState } from './match-state.ts';
import { isVoid } from './plan.ts';
import type { StageName } from './stages.ts';

/** Hours ahead that coverage speaks of unless asked otherwise, and at most. */
export const COVERAGE_HOURS = 48;
export const MOST_HOURS = 720;

export type CoverageCount = {
	matches: number;
	covered: number;
};

export interface Coverage extends CoverageCount {
	/** Covered matches in percent, rounded down to one decimal: 100 is all of them. Null when there is no match. */
	percentage: number | null;
	windowHours: number;
	byStage: Record<StageName, CoverageCount>;
	/** By the competition's name. */
	byCompetition: ({ id: string; name: string } & CoverageCount)[];
	/** Matches that kick off within so many hours from now and not sooner, from 1 on; hours without a match are left out. */
	byHour: ({ withinHours: number } & CoverageCount)[];
	computedAt: Date;
}

/**
 * How many of the matches that kick off in the next `windowHours` are covered: every stage done, on its
 * way, or not yet due with its job in place. Void matches want nothing and do not count.
 * @throws AppError 'invalid' for hours that are no window
 */
export async function coverage(deps: BatchDeps, windowHours = COVERAGE_HOURS): Promise<Coverage> {
	const tally = createCoverageTally(deps.clock.now(), requireWindow(windowHours));
	await eachComing(deps, windowHours, tally.count);
	return tally.coverage();
}

/** Hands on the matches that kick off in the next `hours`, in batches of no particular order. */
export async function eachComing(
	deps: BatchDeps,
	hours: number,
	look: (matches: MatchState[]) => void,
): Promise<void> {
	const now = deps.clock.now();
	const ids = await matchIds(deps.db, kickingOff(now, after(now, hours * HOUR)));
	await eachBatch(deps, ids, async (matches) => look(matches));
}

/** @throws AppError 'invalid' unless it is a whole number of hours from 1 to 720 */
export function requireWindow(hours: number): number {
	if (Number.isInteger(hours) && hours >= 1 && hours <= MOST_HOURS) return hours;
	throw new AppError(
		'invalid',
		`A window of ${hours} h cannot be looked at: give 1 to ${MOST_HOURS} whole hours.`,
	);
}

/** What coverage looks at in a match. */
type CountedMatch = Pick<MatchState, 'status' | 'kickoffAt' | 'competitionId' | 'competition' | 'plan'>;

export interface CoverageTally {
	/** Counts those of the matches that are not void and kick off in the window. */
	count(matches: CountedMatch[]): void;
	coverage(): Coverage;
}

/** Counts the coverage of the `windowHours` from `now` on, from matches that are at hand; pure. */
export function createCoverageTally(now: Date, windowHours: number): CoverageTally {
	const total = createCount();
	const byStage = {
		analysis: createCount(),
		lineups: createCount(),
		predictions: createCount(),
		live: createCount(),
		settlement: createCount(),
	};
	const byCompetition = new Map<string, Coverage['byCompetition'][number]>();
	const byHour = new Map<number, Coverage['byHour'][number]>();

	function countMatch({ competitionId: id, competition: name, plan }: CountedMatch, withinHours: number) {
		const gaps = gapsOf(plan);
		const covered = gaps.length === 0;
		add(total, covered);
		add(entry(byCompetition, id, { id, name }), covered);
		add(entry(byHour, withinHours, { withinHours }), covered);
		for (const [stage, count] of Object.entries(byStage))
			add(
				count,
				gaps.every((gap) => gap.stage !== stage),
			);
	}

	return {
		count(matches) {
			for (const match of matches) {
				const ahead = (match.kickoffAt.getTime() - now.getTime()) / HOUR;
				if (ahead >= 0 && ahead < windowHours && !isVoid(match)) countMatch(match, Math.floor(ahead) + 1);
			}
		},
		coverage: () => ({
			...total,
			percentage: percentage(total.covered, total.matches),
			windowHours,
			byStage,
			byCompetition: [...byCompetition.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
			byHour: [...byHour.values()].toSorted((a, b) => a.withinHours - b.withinHours),
			computedAt: now,
		}),
	};
}

function createCount(): CoverageCount {
	return { matches: 0, covered: 0 };
}

function add(count: CoverageCount, covered: boolean): void {
	count.matches += 1;
	if (covered) count.covered += 1;
}

function entry<Key, Facts extends object>(
	counts: Map<Key, Facts & CoverageCount>,
	key: Key,
	facts: Facts,
): Facts & CoverageCount {
	const known = counts.get(key);
	if (known) return known;
	const count = { ...facts, ...createCount() };
	counts.set(key, count);
	return count;
}

/** In percent, rounded down to one decimal, so that 100 is all of them; null of nothing. */
export function percentage(part: number, whole: number): number | null {
	return whole === 0 ? null : Math.floor((part / whole) * 1_000) / 10;
}
