import { after, DAY, HOUR } from '../clock.ts';
import { claimed } from '../pipeline/claims.ts';
import { type BatchDeps, eachBatch } from '../pipeline/match-batches.ts';
import type { MatchState } from '../pipeline/match-state.ts';
import type { OpenAlert } from './alert.ts';

/** Matches that one look is about, in order of kick-off. */
export interface WatchedMatches {
	/**
	 * With a claim: those that kick off within 2 hours, the 100 of each competition that kicked off last, within
	 * 90 days, and those that alerts are open about.
	 */
	matches: MatchState[];
	/** By competition: how many more have kicked off, and have a claim. */
	left: Map<string, number>;
}

/** Matches are looked at from so long before their kick-off. */
export const LOOKS_AHEAD = 2 * HOUR;

/** And for so long after it: whether the older ones have a claim would be asked of every match that ever was. */
const LOOKS_BACK = 90 * DAY;

/** Of a competition: a look must not take longer the more is left undone. More than these kick off within no week. */
const MOST_AFTER_KICKOFF = 100;

export async function watchedMatches(deps: BatchDeps, open: OpenAlert[]): Promise<WatchedMatches> {
	const rows = await readRows(deps, open);
	const now = deps.clock.now();
	const matches: MatchState[] = [];
	await eachBatch(
		deps,
		rows.map(({ id }) => id),
		async (batch) => {
			matches.push(...batch);
		},
	);
	const left = new Map<string, number>();
	for (const { competitionId, kickoffAt, over } of rows) {
		const more = (left.get(competitionId) ?? over) - (kickoffAt < now ? 1 : 0);
		left.set(competitionId, more);
	}
	return { matches: matches.toSorted((a, b) => a.kickoffAt.getTime() - b.kickoffAt.getTime()), left };
}

interface Row {
	id: string;
	competitionId: string;
	kickoffAt: Date;
	/** How many of its competition have kicked off. */
	over: number;
}

function readRows({ db, clock, windows }: BatchDeps, open: OpenAlert[]): Promise<Row[]> {
	const now = clock.now();
	const alarming = open.flatMap(({ kind, matchId }) => (kind === 'match_gap' && matchId ? [matchId] : []));
	return db.$queryRaw<Row[]>`
		WITH owed AS (
			SELECT m.id, m."competitionId", m."kickoffAt",
				(count(*) FILTER (WHERE m."kickoffAt" < ${now})
					OVER (PARTITION BY m."competitionId" ORDER BY m."kickoffAt" DESC, m.id))::int AS place,
				(count(*) FILTER (WHERE m."kickoffAt" < ${now}) OVER (PARTITION BY m."competitionId"))::int AS over
			FROM "Match" m
			WHERE m."kickoffAt" < ${after(now, LOOKS_AHEAD)}
				AND (m."kickoffAt" > ${after(now, -LOOKS_BACK)} OR m.id = ANY(${alarming}))
				AND (${claimed(now, windows)})
		)
		SELECT id, "competitionId", "kickoffAt", over FROM owed
		WHERE place <= ${MOST_AFTER_KICKOFF} OR id = ANY(${alarming})`;
}
