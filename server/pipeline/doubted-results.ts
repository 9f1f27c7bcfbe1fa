import { Prisma } from '../../prisma/generated/client.ts';
import type { Database } from '../db.ts';
import type { Fixture } from '../football/source.ts';

/**
 * With more goals for one side a result is hard to believe, and more likely a slip of whoever typed it: the
 * record of a national league's top flight is 13.
 */
const BELIEVABLE_GOALS = 14;

/** Says of `"Match" m` that it has a result that is hard to believe and that the source has not stood by yet. */
export const doubted = Prisma.sql`m.status = 'finished' AND m."resultConfirmedAt" IS NULL
	AND greatest(m."homeGoals", m."awayGoals", m."homeFullTime", m."awayFullTime") > ${BELIEVABLE_GOALS}`;

/**
 * Takes results for true that the source, asked once more, told again.
 * @param told what the source said now; its matches are stored as it said
 * @param changed ids of matches whose result is another than before: those are asked about once more
 * @returns ids of the matches whose result is believed now
 */
export async function confirmResults(
	db: Database,
	told: Fixture[],
	changed: string[],
	now: Date,
): Promise<string[]> {
	const keys = told.filter(({ status }) => status === 'finished').map(({ sourceKey }) => sourceKey);
	const rows = await db.$queryRaw<{ id: string }[]>`
		UPDATE "Match" m SET "resultConfirmedAt" = ${now}
		WHERE m."sourceKey" = ANY(${keys}) AND m.id <> ALL(${changed}) AND ${doubted}
		RETURNING id`;
	return rows.map(({ id }) => id);
}
