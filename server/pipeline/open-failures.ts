import type { FailureCategory } from '../../prisma/generated/enums.ts';
import type { Database } from '../db.ts';
import type { StageName } from './stages.ts';

/** A piece of work that used up its attempts and has not been done since. */
export interface OpenFailure {
	id: string;
	stage: StageName;
	match: { id: string; home: string; away: string; kickoffAt: Date };
	/** The model that was asked; null for work of the match as a whole. */
	model: string | null;
	category: FailureCategory;
	message: string;
	/** Times it used up its attempts. */
	occurrences: number;
	firstSeenAt: Date;
	lastSeenAt: Date;
	/** When an operator asked for another try that has not ended yet. */
	retryRequestedAt: Date | null;
}

/** The open failures, the newest first. */
export async function openFailures(
	db: Database,
	where: { matchId?: string; stage?: StageName } = {},
): Promise<OpenFailure[]> {
	const failures = await db.jobFailure.findMany({
		where: { ...where, resolvedAt: null },
		include: {
			match: { include: { homeTeam: true, awayTeam: true } },
			model: { select: { displayName: true } },
		},
		orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
		take: MOST,
	});
	return failures.map(({ match, model, ...failure }) => ({
		id: failure.id,
		stage: failure.stage,
		match: {
			id: match.id,
			home: match.homeTeam.name,
			away: match.awayTeam.name,
			kickoffAt: match.kickoffAt,
		},
		model: model?.displayName ?? null,
		category: failure.category,
		message: failure.message,
		occurrences: failure.occurrences,
		firstSeenAt: failure.firstSeenAt,
		lastSeenAt: failure.lastSeenAt,
		retryRequestedAt: failure.retryRequestedAt,
	}));
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
