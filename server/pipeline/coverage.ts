import { after, HOUR } from '../clock.ts';
import { AppError } from '../errors.ts';
import { gapsOf } from './gaps.ts';
import { kickingOff } from './match-condition.ts';
import { type MatchState, matchStates, type StateDeps } from './match-state.ts';
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
export async function coverage(deps: StateDeps, windowHours = COVERAGE_HOURS): Promise<Coverage> {
	const now = deps.clock.now();
	return coverageOf(await comingMatches(deps, requireWindow(windowHours)), now, windowHours);
}

/** The matches that kick off in the next `hours` and are not void, in order of kick-off. */
export async function comingMatches(deps: StateDeps, hours: number): Promise<MatchState[]> {
	const now = deps.clock.now();
	const states = await matchStates(deps, kickingOff(now, after(now, hours * HOUR)));
	return states.filter((match) => !isVoid(match));
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
type CountedMatch = Pick<MatchState, 'kickoffAt' | 'competitionId' | 'competition' | 'plan'>;

/** The same of matches that are at hand; pure. Those that kick off after the window do not count. */
export function coverageOf(coming: CountedMatch[], now: Date, windowHours: number): Coverage {
	const end = after(now, windowHours * HOUR);
	const total = createCount();
	const byStage = {
		analysis: createCount(),
		lineups: createCount(),
		predictions: createCount(),
		live: createCount(),
		settlement: createCount(),
	};
	const byCompetition = new Map<string, { id: string; name: string } & CoverageCount>();
	const byHour = new Map<number, CoverageCount>();

	for (const { kickoffAt, competitionId, competition, plan } of coming) {
		if (kickoffAt >= end) continue;
		const gaps = gapsOf(plan);
		const covered = gaps.length === 0;
		const withinHours = Math.floor((kickoffAt.getTime() - now.getTime()) / HOUR) + 1;
		add(total, covered);
		add(
			entry(byCompetition, competitionId, () => ({ id: competitionId, name: competition, ...createCount() })),
			covered,
		);
		add(entry(byHour, withinHours, createCount), covered);
		for (const [stage, count] of Object.entries(byStage))
			add(count, !gaps.some((gap) => gap.stage === stage));
	}
	return {
		...total,
		percentage: percentage(total),
		windowHours,
		byStage,
		byCompetition: [...byCompetition.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
		byHour: [...byHour]
			.map(([withinHours, count]) => ({ withinHours, ...count }))
			.toSorted((a, b) => a.withinHours - b.withinHours),
		computedAt: now,
	};
}

function createCount(): CoverageCount {
	return { matches: 0, covered: 0 };
}

function add(count: CoverageCount, covered: boolean): void {
	count.matches += 1;
	if (covered) count.covered += 1;
}

function entry<Key, Count>(counts: Map<Key, Count>, key: Key, create: () => Count): Count {
	const count = counts.get(key) ?? create();
	counts.set(key, count);
	return count;
}

function percentage({ matches, covered }: CoverageCount): number | null {
	return matches === 0 ? null : Math.floor((covered / matches) * 1_000) / 10;
}
