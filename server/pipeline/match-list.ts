import { Temporal } from 'temporal-polyfill';
import { after, DAY, HOUR } from '../clock.ts';
import { zonedTime } from '../football/time-zones.ts';
import type { ProcessContext } from '../process.ts';
import { COVERAGE_HOURS } from './coverage.ts';
import { both, kickingOff } from './match-condition.ts';
import { matchStates } from './match-state.ts';
import { type MatchSummary, served, summarize } from './match-summary.ts';

export interface MatchList {
	from: Date;
	/** Not included. */
	to: Date;
	matches: MatchSummary[];
}

type ListDeps = Pick<ProcessContext, 'db' | 'clock' | 'queues' | 'windows' | 'replay'>;

/**
 * The matches that kick off in a window, in order of kick-off. Left out, it is the replayed matchday, or
 * the last 24 hours and the next 48.
 */
export async function listMatches(
	deps: ListDeps,
	window: { from?: Date | undefined; to?: Date | undefined } = {},
): Promise<MatchList> {
	const usual = await usualWindow(deps);
	const from = window.from ?? usual.from;
	const to = window.to ?? usual.to;
	const states = await matchStates(deps, both(kickingOff(from, to), served(deps)));
	return { from, to, matches: states.map(summarize) };
}

async function usualWindow({ db, clock, replay }: ListDeps): Promise<{ from: Date; to: Date }> {
	const now = clock.now();
	const competition = replay && (await db.competition.findUnique({ where: { id: replay.competitionId } }));
	if (!competition) return { from: after(now, -DAY), to: after(now, COVERAGE_HOURS * HOUR) };
	const nextDay = Temporal.PlainDate.from(replay.date).add({ days: 1 }).toString();
	return {
		from: zonedTime(replay.date, '00:00', competition.timeZone),
		to: zonedTime(nextDay, '00:00', competition.timeZone),
	};
}
