import { after, MINUTE } from '../../clock.ts';
import { groupBy } from '../../group-by.ts';
import type { MatchState } from '../../pipeline/match-state.ts';
import { timeOn } from '../../pipeline/time-span.ts';
import { countOf } from '../../words.ts';
import type { Finding, Rule } from './rule.ts';

/** Beside the time that a settlement waits for predictions. */
const GRACE = 15 * MINUTE;

/** So many matches are of a level more. */
const LEVELS = [1, 10, 100];

/** Matches that are named. */
const MOST_NAMED = 3;

/** Finished matches of a competition that ought to be settled by now, and are not. */
export const settlementLate: Rule = {
	kind: 'settlement_late',
	find({ queued, now, patience }) {
		if (!queued) return null;
		const late = queued.matches.filter((match) => isLate(match, after(now, -patience - GRACE)));
		return [...groupBy(late, ({ competitionId }) => competitionId).values()].flatMap(ofCompetition);
	},
	closesAfter: 0,
};

function isLate({ status, finishedAt, plan }: MatchState, since: Date): boolean {
	const { is } = plan.stages.settlement;
	const settled = is === 'done' || is === 'unavailable' || is === 'expired';
	return status === 'finished' && finishedAt !== null && finishedAt <= since && !settled;
}

function ofCompetition(late: MatchState[]): Finding[] {
	const [oldest] = late;
	if (!oldest?.finishedAt) return [];
	const named = late.slice(0, MOST_NAMED).map(({ home, away }) => `${home} – ${away}`);
	const rest = late.length - named.length;
	const names = `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
	return [
		{
			kind: 'settlement_late',
			subject: oldest.competitionId,
			level: LEVELS.filter((least) => late.length >= least).length,
			message: `${countOf(late.length, 'match', 'matches')} of ${oldest.competition} that finished from ${timeOn(oldest.finishedAt)} on ${late.length === 1 ? 'is' : 'are'} not settled: ${names}. See npm run touchline -- investigate.`,
		},
	];
}
