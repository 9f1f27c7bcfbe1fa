import { Prisma } from '../../prisma/generated/client.ts';
import type { Database } from '../db.ts';
import type { Failure } from './failures/failure.ts';
import { readFailures } from './failures/list-failures.ts';
import type { StageName } from './stages.ts';

/** The open failures of a match or a stage, the newest first. */
export async function openFailures(
	db: Database,
	{ matchId, stage }: { matchId?: string; stage?: StageName },
): Promise<Failure[]> {
	const conditions = [Prisma.sql`f."resolvedAt" IS NULL`];
	if (matchId !== undefined) conditions.push(Prisma.sql`f."matchId" = ${matchId}`);
	if (stage !== undefined) conditions.push(Prisma.sql`f.stage = ${stage}::"Stage"`);
	return readFailures(db, Prisma.join(conditions, ' AND '), MOST);
}

/** How many failures are open, by stage. */
export async function countOpenFailures(db: Database): Promise<Record<StageName, number>> {
	const groups = await db.jobFailure.groupBy({
		by: ['stage'],
		where: { resolvedAt: null },
		_count: true,
	});
	const count = (stage: StageName) => groups.find((group) => group.stage === stage)?._count ?? 0;
	return {
		analysis: count('analysis'),
		lineups: count('lineups'),
		predictions: count('predictions'),
		live: count('live'),
		settlement: count('settlement'),
	};
}

/** More than a page can usefully show; the counts tell of the rest. */
const MOST = 500;
