import { after, MINUTE } from '../../clock.ts';
import { groupBy } from '../../group-by.ts';
import type { MatchState } from '../../pipeline/match-state.ts';
import { patientUntil } from '../../pipeline/patience.ts';
import { hasEnded } from '../../pipeline/stage-state.ts';
import type { Windows } from '../../pipeline/stages.ts';
import { timeOn } from '../../pipeline/time-span.ts';
import { countOf } from '../../words.ts';
import type { Finding, Rule } from './rule.ts';
import { sweepHold } from './sweep-hold.ts';

/** From when a settlement does not wait for predictions any more. */
const GRACE = 15 * MINUTE;

/** So many matches are of a level more. */
const LEVELS = [1, 10, 100];

/** Matches that are named. */
const MOST_NAMED = 3;

/** Finished matches of a competition that ought to be settled by now, and are not. */
export const settlementLate: Rule = {
	kind: 'settlement_late',
	find({ queued, now, windows, sweepEvery }) {
		if (!queued) return null;
		const late = queued.matches.filter((match) => isLate(match, now, windows));
		const holds = sweepHold(sweepEvery);
		return [...groupBy(late, ({ competitionId }) => competitionId).values()]
			.flatMap((matches) => ofCompetition(matches, queued.left))
			.map((finding) => ({ ...finding, holds }));
	},
	closesAfter: 3 * MINUTE,
};

function isLate(match: MatchState, now: Date, { patience, backfill }: Windows): boolean {
	const { status, finishedAt, kickoffAt, plan } = match;
	const { settlement, predictions } = plan.stages;
	const settled = hasEnded(settlement) && settlement.is !== 'failed';
	if (status !== 'finished' || finishedAt === null || settled) return false;
	// What a backfill asks for of old matches takes as long as it takes.
	if (!hasEnded(predictions) && kickoffAt < after(now, -backfill)) return false;
	return after(possibleFrom(match, finishedAt, patience), GRACE) <= now;
}

/** A match whose work began only after it had finished has had its time for predictions since then. */
function possibleFrom(match: MatchState, finishedAt: Date, patience: number): Date {
	const begun = [finishedAt, match.analysis?.at, match.lineups?.at].map((time) => time?.getTime() ?? 0);
	return patientUntil(match, new Date(Math.max(...begun)), patience);
}

function ofCompetition(late: MatchState[], left: Map<string, number>): Finding[] {
	const [oldest] = late;
	if (!oldest?.finishedAt) return [];
	const named = late.slice(0, MOST_NAMED).map(({ home, away }) => `${home} – ${away}`);
	const rest = late.length - named.length;
	const more = left.get(oldest.competitionId) ?? 0;
	const unseen =
		more > 0 ? ` ${countOf(more, 'older match has', 'older matches have')} work left as well.` : '';
	const names = `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
	return [
		{
			kind: 'settlement_late',
			subject: oldest.competitionId,
			level: LEVELS.filter((least) => late.length >= least).length,
			message: `${countOf(late.length, 'match', 'matches')} of ${oldest.competition} that finished from ${timeOn(oldest.finishedAt)} on ${late.length === 1 ? 'is' : 'are'} not settled: ${names}.${unseen} See npm run touchline -- investigate.`,
		},
	];
}
