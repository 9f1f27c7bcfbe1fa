import { Prisma } from '../../../prisma/generated/client.ts';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db.ts';
import { AppError } from '../../errors.ts';
import { countOf, listed } from '../../words.ts';
import { claimedByBackfill } from '../claims.ts';
import { ASKED } from '../enabled-models.ts';
import { both, kickingOff, type MatchCondition, unknownMatches, withIds } from '../match-condition.ts';
import type { Windows } from '../stages.ts';
import { findGaps, type Gap } from './find-gaps.ts';
import { type GapVerdict, gapVerdict } from './models-to-ask.ts';
import { type BackfillSelection, type KickoffWindow, MOST_MATCHES, windowOf } from './order.ts';

export interface ChooseDeps {
	db: Pick<Database, '$queryRaw' | 'model' | 'competition'>;
	clock: Clock;
	windows: Windows;
}

/** The gaps that a selection is about, in its order, and what a backfill does about each. */
export interface ChosenMatches {
	toDo: ChosenMatch[];
	skipped: SkippedMatch[];
	/** Kick-offs that were looked at; null for matches that were named. */
	window: KickoffWindow | null;
	/** In words, such as 'matches of en.1 that kick off from 1 Mar 2025 12:00 to 8 Mar 2025 12:00 UTC'. */
	selection: string;
}

export interface ChosenMatch extends Gap {
	modelIds: string[];
	/** Those of them whose retroactive predictions are made anew. */
	anew: string[];
}

export interface SkippedMatch extends Gap {
	reason: string;
}

/**
 * Looks for the gaps of a selection. It queues and changes nothing.
 * @throws AppError 'not-found' for matches or a competition that nobody knows, 'conflict' when no model is
 * enabled, 'invalid' when it is about too many matches
 */
export async function chooseMatches(deps: ChooseDeps, selection: BackfillSelection): Promise<ChosenMatches> {
	await requireKnown(deps.db, selection);
	const { clock, windows } = deps;
	const now = clock.now();
	const window = windowOf(selection, clock);
	const gaps = await findGaps(deps.db, conditionOf(selection, window), {
		claimed: claimedByBackfill(now, windows),
		most: MOST_MATCHES + 1,
		retroactive: selection.policy === 'all',
	});
	if (gaps.length > MOST_MATCHES) {
		throw new AppError(
			'invalid',
			`More than ${MOST_MATCHES} matches have gaps: choose a shorter time, or one competition.`,
		);
	}
	const inOrder = selection.order === 'newest' ? gaps : gaps.toReversed();
	const judged = inOrder.map((gap) => [gap, gapVerdict(gap, selection.policy, now)] as const);
	return {
		toDo: judged.flatMap(([gap, verdict]) => (verdict.is === 'to do' ? [chosen(gap, verdict)] : [])),
		skipped: judged.flatMap(([gap, verdict]) =>
			verdict.is === 'skipped' ? [{ ...gap, reason: verdict.reason }] : [],
		),
		window,
		selection: selectionWords(selection, window),
	};
}

function chosen(gap: Gap, { modelIds, anew }: Extract<GapVerdict, { is: 'to do' }>): ChosenMatch {
	return { ...gap, modelIds, anew };
}

async function requireKnown(
	db: ChooseDeps['db'],
	{ matchIds, competition }: BackfillSelection,
): Promise<void> {
	if ((await db.model.count({ where: ASKED })) === 0) {
		throw new AppError('conflict', 'No model is enabled, so that nobody can be asked: enable one first.');
	}
	const unknown = matchIds ? await unknownMatches(db, matchIds) : [];
	if (unknown.length > 0) {
		throw new AppError(
			'not-found',
			`There is no match ${listed(unknown.map((id) => `"${id}"`))}: the console’s addresses of matches end with their ids.`,
		);
	}
	if (competition === undefined || (await db.competition.findUnique({ where: { id: competition } }))) return;
	const known = await db.competition.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
	throw new AppError(
		'not-found',
		`There is no competition "${competition}"; there are: ${known.map(({ id }) => id).join(', ') || 'none'}.`,
	);
}

function conditionOf(
	{ competition, matchIds }: BackfillSelection,
	window: KickoffWindow | null,
): MatchCondition {
	const conditions = [
		...(window ? [kickingOff(window.from, window.to)] : []),
		...(matchIds ? [withIds(matchIds)] : []),
		...(competition === undefined ? [] : [Prisma.sql`m."competitionId" = ${competition}`]),
	];
	return conditions.reduce(both);
}

function selectionWords({ competition, matchIds }: BackfillSelection, window: KickoffWindow | null): string {
	return [
		matchIds ? countOf(new Set(matchIds).size, 'named match', 'named matches') : 'matches',
		competition === undefined ? '' : `of ${competition}`,
		window ? `that kick off from ${inUtc(window.from)} to ${inUtc(window.to)} UTC` : '',
	]
		.filter(Boolean)
		.join(' ');
}

function inUtc(at: Date): string {
	return at.toISOString().slice(0, 16).replace('T', ' ');
}
