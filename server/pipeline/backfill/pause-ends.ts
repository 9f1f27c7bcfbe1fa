import { Prisma } from '../../../prisma/generated/client.ts';

/** What a `SET` of `"BackfillRun"` says when its pause ends, if it is paused: how long that was is kept; `greatest` leaves out the NULL of one that is not. */
export function pauseEnds(at: Date): Prisma.Sql {
	return Prisma.sql`"pausedAt" = NULL, "pausedBy" = NULL, "pausedSeconds" = "pausedSeconds"
		+ greatest(0, extract(epoch FROM ${at}::timestamptz - "pausedAt"))::int`;
}
