import { VOID_STATUSES } from '../football/source.ts';
import { both, kickingOff, withIds } from './match-condition.ts';
import { matchStates, type StateDeps } from './match-state.ts';
import { type MatchSummary, served, summarize } from './match-summary.ts';

/** Matches that kicked off from `from` to `to`: those under way first, then the newest; at most `most`, and no void ones. */
export async function recentMatches(
	deps: StateDeps,
	{ from, to, most }: { from: Date; to: Date; most: number },
): Promise<MatchSummary[]> {
	const rows = await deps.db.$queryRaw<{ id: string }[]>`
		SELECT m.id FROM "Match" m
		WHERE ${both(kickingOff(from, to), served(deps))} AND NOT m.status = ANY(${VOID_STATUSES}::"MatchStatus"[])
		ORDER BY m.status = 'finished', m."kickoffAt" DESC, m.id LIMIT ${most}`;
	const ids = rows.map(({ id }) => id);
	const states = new Map((await matchStates(deps, withIds(ids))).map((state) => [state.id, state]));
	return ids.flatMap((id) => states.get(id) ?? []).map(summarize);
}
