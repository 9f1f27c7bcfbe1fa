import { z } from 'zod';
import { after } from '../clock.ts';
import type { Database } from '../db.ts';
import type { FixtureSource, MatchLineups } from '../football/source.ts';
import { NotYetError, PermanentError } from '../queue/outcomes.ts';
import { withIds } from './match-condition.ts';
import { matchStates, type StateDeps } from './match-state.ts';
import { BLOCKED_RETRY, dueBeforeKickoff, LINEUPS_RETRY } from './stages.ts';

const teamLineup = z.object({ formation: z.string().nullable(), players: z.array(z.string()) });

/** The shape in which line-ups are stored. */
export const matchLineups: z.ZodType<MatchLineups> = z.object({ home: teamLineup, away: teamLineup });

/**
 * Stores the line-ups of a match, or that there are none: the source never has any, or had none when
 * the predictions became due. From then on nobody asks, so that what is known after kick-off never
 * reaches a prompt.
 * @throws NotYetError while the analysis has not ended, or the source may still publish them
 * @throws PermanentError when there is no such match
 */
export async function fetchLineups(
	{ source, ...deps }: StateDeps & { source: FixtureSource },
	matchId: string,
): Promise<void> {
	const { db, clock } = deps;
	const match = await db.match.findUnique({ where: { id: matchId }, include: { lineup: true } });
	if (!match) throw new PermanentError(`There is no match ${matchId} to fetch line-ups for.`);
	if (match.lineup) return;

	const now = clock.now();
	const dueAt = dueBeforeKickoff('lineups', match.kickoffAt);
	const deadline = dueBeforeKickoff('predictions', match.kickoffAt);
	if (!source.offersLineups) return store(db, matchId, now, `${source.name} has no line-ups`);
	if (now >= deadline) return store(db, matchId, now, `${source.name} had none 30 min before kick-off`);
	if (now < dueAt) throw new NotYetError('The line-ups are not due yet.', dueAt);

	const [state] = await matchStates(deps, withIds([matchId]));
	if (state?.plan.stages.lineups.is === 'blocked') {
		throw new NotYetError('The line-ups wait for the analysis.', after(now, BLOCKED_RETRY));
	}

	const lineups = await source.fetchLineups(match.sourceKey);
	if (!lineups) {
		const wait = Math.min(LINEUPS_RETRY, deadline.getTime() - now.getTime());
		throw new NotYetError(`${source.name} has no line-ups yet.`, after(now, wait));
	}
	await store(db, matchId, now, lineups);
}

async function store(
	db: Database,
	matchId: string,
	fetchedAt: Date,
	found: MatchLineups | string,
): Promise<void> {
	const content =
		typeof found === 'string'
			? { unavailableReason: found }
			: { home: { ...found.home }, away: { ...found.away } };
	await db.lineup.createMany({ data: [{ matchId, fetchedAt, ...content }], skipDuplicates: true });
}
