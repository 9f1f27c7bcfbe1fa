import type { VoidReason } from '../../../prisma/generated/enums.ts';
import type { Database } from '../../db.ts';
import type { Score } from '../../football/source.ts';

/** A prediction that is kept and counts for nothing. */
export interface VoidedPrediction {
	id: string;
	model: { id: string; name: string };
	score: Score;
	madeAt: Date;
	/** The kick-off that it was made for. */
	kickoffAt: Date;
	voidedAt: Date;
	because: VoidReason;
}

/** The void predictions of a match, the newest first. */
export async function voidedPredictions(
	db: Pick<Database, 'voidPrediction'>,
	matchId: string,
): Promise<VoidedPrediction[]> {
	const rows = await db.voidPrediction.findMany({
		where: { matchId },
		omit: { reply: true },
		include: { model: { select: { displayName: true } } },
		orderBy: [{ voidedAt: 'desc' }, { model: { displayName: 'asc' } }],
		take: MOST,
	});
	return rows.map(
		({ id, modelId, model, homeGoals, awayGoals, madeAt, kickoffAt, voidedAt, voidedBecause }) => ({
			id,
			model: { id: modelId, name: model.displayName },
			score: { home: homeGoals, away: awayGoals },
			madeAt,
			kickoffAt,
			voidedAt,
			because: voidedBecause,
		}),
	);
}

/** A match that is put off again and again has one set of them each time. */
const MOST = 500;
