import type { Env } from '../../env.ts';
import { AppError } from '../../errors.ts';
import { groupBy } from '../../group-by.ts';
import { providerLimits } from '../../pipeline-models.ts';
import { type CallEstimate, callEstimates } from '../call-estimates.ts';
import { enabledModels } from '../enabled-models.ts';
import { type ChooseDeps, type ChosenMatch, chooseMatches, type SkippedMatch } from './choose-matches.ts';
import { costOf, estimateWork, type WorkEstimate } from './estimate.ts';
import type { Gap } from './find-gaps.ts';
import type { BackfillSelection, KickoffWindow } from './order.ts';

/** What a backfill would do now. */
export interface BackfillPreview {
	selection: string;
	/** Null for matches that were named. */
	window: KickoffWindow | null;
	/** Matches that it would work on. */
	matches: number;
	/** How many of them lack what first. */
	byFirstMissing: Record<Gap['firstMissing'], number>;
	/** Retroactive predictions that it would make anew. */
	anew: number;
	/** Matches that the pipeline looks after by itself, whether or not it is run, paused or cancelled. */
	claimed: number;
	estimate: WorkEstimate;
	/** How many matches the budget pays for, in order; null without a budget. */
	paidFor: number | null;
	/** The matches in its order, the first of them when there are many. */
	toDo: PreviewedMatch[];
	/** Matches that it would leave alone, with the reason; the first of them when there are many. */
	skipped: SkippedMatch[];
	skippedTotal: number;
	/** All of them by their reason, the commonest first. */
	skippedByReason: { reason: string; matches: number }[];
	/** A backfill that has some of them already. */
	takenBy: string | null;
}

export interface PreviewedMatch extends ChosenMatch {
	/** US dollars. */
	costUsd: number;
}

export interface PreviewDeps extends ChooseDeps {
	env: Env;
	db: ChooseDeps['db'] & Parameters<typeof enabledModels>[0];
}

/** More than anybody reads; the totals count all. */
const MOST_NAMED = 200;

/**
 * What a backfill would do now: it queues and changes nothing.
 * @throws AppError as `chooseMatches` does, and 'invalid' for a budget that does not pay for one match
 */
export async function previewBackfill(
	deps: PreviewDeps,
	selection: BackfillSelection,
): Promise<BackfillPreview> {
	const { db, env } = deps;
	const [matches, estimates, models] = await Promise.all([
		chooseMatches(deps, selection),
		callEstimates(db),
		enabledModels(db),
	]);
	const { toDo, skipped } = matches;
	const { budgetUsd, concurrency } = selection;
	requirePaid(toDo, estimates, budgetUsd);
	const lacking = (stage: Gap['firstMissing']) =>
		toDo.filter(({ firstMissing }) => firstMissing === stage).length;
	return {
		selection: matches.selection,
		window: matches.window,
		matches: toDo.length,
		byFirstMissing: {
			analysis: lacking('analysis'),
			lineups: lacking('lineups'),
			predictions: lacking('predictions'),
		},
		anew: toDo.reduce((sum, { anew }) => sum + anew.length, 0),
		claimed: toDo.filter(({ claimed }) => claimed).length,
		estimate: estimateWork(
			toDo.map(({ modelIds }) => modelIds),
			estimates,
			{ limits: providerLimits(env, models), concurrency },
		),
		paidFor: budgetUsd === null ? null : paidFor(toDo, estimates, budgetUsd),
		toDo: toDo
			.slice(0, MOST_NAMED)
			.map((match) => ({ ...match, costUsd: costOf(match.modelIds, estimates) })),
		skipped: skipped.slice(0, MOST_NAMED),
		skippedTotal: skipped.length,
		skippedByReason: byReason(skipped),
		takenBy: skipped.find(({ runId }) => runId !== null)?.runId ?? null,
	};
}

function byReason(skipped: SkippedMatch[]): BackfillPreview['skippedByReason'] {
	return [...groupBy(skipped, ({ reason }) => reason)]
		.map(([reason, { length: matches }]) => ({ reason, matches }))
		.toSorted((a, b) => b.matches - a.matches);
}

/** @throws AppError 'invalid' for a budget that is used up before the first match */
export function requirePaid(
	[first]: ChosenMatch[],
	estimates: Map<string, CallEstimate>,
	budgetUsd: number | null,
): void {
	const cost = first ? costOf(first.modelIds, estimates) : 0;
	if (budgetUsd === null || cost <= budgetUsd) return;
	throw new AppError(
		'invalid',
		`A budget of $${budgetUsd} does not pay for one match: the first costs about $${cost.toPrecision(2)}. Give a larger budget, or none.`,
	);
}

function paidFor(toDo: ChosenMatch[], estimates: Map<string, CallEstimate>, budgetUsd: number): number {
	let left = budgetUsd;
	const beyond = toDo.findIndex(({ modelIds }) => {
		left -= costOf(modelIds, estimates);
		return left < 0;
	});
	return beyond < 0 ? toDo.length : beyond;
}
