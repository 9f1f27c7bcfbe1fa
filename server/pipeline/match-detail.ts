import type { OpenAlert } from '../alerts/alert.ts';
import { openAlerts } from '../alerts/list-alerts.ts';
import type { MatchLineups, Score } from '../football/source.ts';
import type { ProcessContext } from '../process.ts';
import { type MatchAnalysisContent, matchAnalysisContent } from './analysis/content.ts';
import type { Failure } from './failures/failure.ts';
import { diagnoseMatch } from './investigation/diagnose-match.ts';
import type { EvidenceDeps } from './investigation/evidence.ts';
import type { FailureGroup } from './investigation/investigation.ts';
import { matchLineups } from './lineups.ts';
import { both, matchIds, withIds } from './match-condition.ts';
import { type MatchPredictions, matchPredictions } from './match-predictions.ts';
import { type MatchState, matchStates } from './match-state.ts';
import { type MatchEvent, matchEvents } from './match-story/match-events.ts';
import { unknownMatch } from './match-story/require-match.ts';
import { type StageStory, stageStories } from './match-story/stage-stories.ts';
import { type VoidedPrediction, voidedPredictions } from './match-story/voided-predictions.ts';
import { type MatchSummary, served, summarize } from './match-summary.ts';
import { openFailures } from './open-failures.ts';
import { changesInWords } from './pass-words.ts';
import { createTally } from './reconcile-tally.ts';
import type { Quotas } from './scoring.ts';
import { type StageDelay, stageDelays } from './stage-delays.ts';
import { type WithoutAnalysis, withoutAnalysis } from './without-analysis.ts';

/** Everything that is known of one match. */
export interface MatchDetail extends MatchPredictions {
	match: MatchSummary;
	/** False for a match that was over before Touchline heard of it. */
	served: boolean;
	season: string;
	round: string;
	fullTime: Score | null;
	extraTime: Score | null;
	/** The newest first. */
	settlements: SettlementRevision[];
	analysis: { asOf: Date; content: MatchAnalysisContent } | null;
	lineups: MatchLineups | null;
	/** Null unless predictions are made, or were, without an analysis. */
	withoutAnalysis: WithoutAnalysis | null;
	/** What was due, what happened, and what is next: stage by stage, in their order. */
	stories: StageStory[];
	/** What else is on record of it, the oldest first. */
	events: MatchEvent[];
	/** Stages that outages of workers held up. */
	delays: StageDelay[];
	/** What a pass over it would do now, in words; null when nothing. */
	wouldRun: string | null;
	/** The text that the models were asked with; the newest first, mostly one. */
	prompts: { madeAt: Date; text: string }[];
	failures: Failure[];
	/** Why they failed, and what mends them. */
	causes: FailureGroup[];
	/** Predictions that count for nothing any more; the newest first. */
	voided: VoidedPrediction[];
	/** What is wrong with it now. */
	alerts: OpenAlert[];
}

export interface SettlementRevision {
	revision: number;
	settledAt: Date;
	score: Score;
	scoreCounts: 'ninety_minutes' | 'after_extra_time';
	predictionsScored: number;
	predictionsCounted: number;
	/** Null when there was nothing to settle. */
	quotas: Quotas | null;
	nothingToSettleReason: string | null;
}

type DetailDeps = Pick<ProcessContext, 'db' | 'clock' | 'queues' | 'windows'> & EvidenceDeps;

/** @throws AppError 'not-found' for an id that no match has */
export async function matchDetail(deps: DetailDeps, id: string): Promise<MatchDetail> {
	const [row, [state], servedIds, predictions, failures, causes, voided, alerts] = await Promise.all([
		readMatch(deps, id),
		matchStates(deps, withIds([id])),
		matchIds(deps.db, both(withIds([id]), served(deps))),
		matchPredictions(deps.db, id),
		openFailures(deps.db, { matchId: id }),
		diagnoseMatch(deps, id),
		voidedPredictions(deps.db, id),
		openAlerts(deps.db, { matchId: id }),
	]);
	if (!row || !state) throw unknownMatch(id);
	const now = deps.clock.now();
	const { analysis, lineup, ingestedAt } = row;
	const firstSettledAt = row.settlements.at(-1)?.settledAt ?? null;
	return {
		match: summarize(state),
		served: servedIds.length > 0,
		season: row.season,
		round: row.round,
		fullTime: scoreOf(row.homeFullTime, row.awayFullTime),
		extraTime: scoreOf(row.homeExtraTime, row.awayExtraTime),
		settlements: row.settlements.map(revisionOf),
		analysis: analysis?.content
			? { asOf: analysis.asOf, content: matchAnalysisContent.parse(analysis.content) }
			: null,
		lineups:
			lineup?.home && lineup.away ? matchLineups.parse({ home: lineup.home, away: lineup.away }) : null,
		withoutAnalysis: withoutAnalysis(predictions.predictions, analysis, state.plan.stages.analysis),
		stories: stageStories(
			state,
			{ ingestedAt, firstSettledAt, firstPredictionAt: firstMade(predictions) },
			now,
			deps.windows,
		),
		events: await matchEvents(deps.db, id),
		delays: await stageDelays(deps.db, state, { ingestedAt, firstSettledAt }, now),
		wouldRun: wouldRun(state),
		prompts: row.prompts.map(({ madeAt, text }) => ({ madeAt, text })),
		failures,
		causes,
		voided,
		alerts,
		...predictions,
	};
}

function firstMade({ predictions }: MatchPredictions): Date | null {
	const times = predictions.map(({ madeAt }) => madeAt.getTime());
	return times.length > 0 ? new Date(Math.min(...times)) : null;
}

function wouldRun(state: MatchState): string | null {
	const tally = createTally();
	tally.count([state]);
	return changesInWords(tally.report(), 'would');
}

type MatchRow = NonNullable<Awaited<ReturnType<typeof readMatch>>>;

function readMatch({ db }: DetailDeps, id: string) {
	return db.match.findUnique({
		where: { id },
		include: {
			analysis: true,
			lineup: true,
			settlements: { orderBy: { revision: 'desc' } },
			prompts: { orderBy: { madeAt: 'desc' } },
		},
	});
}

function scoreOf(home: number | null, away: number | null): Score | null {
	return home === null || away === null ? null : { home, away };
}

function revisionOf(settlement: MatchRow['settlements'][number]): SettlementRevision {
	const { quotaHome: home, quotaDraw: draw, quotaAway: away } = settlement;
	return {
		revision: settlement.revision,
		settledAt: settlement.settledAt,
		score: { home: settlement.homeScore, away: settlement.awayScore },
		scoreCounts: settlement.scoreCounts,
		predictionsScored: settlement.predictionsScored,
		predictionsCounted: settlement.predictionsCounted,
		quotas: home === null || draw === null || away === null ? null : { home, draw, away },
		nothingToSettleReason: settlement.nothingToSettleReason,
	};
}
