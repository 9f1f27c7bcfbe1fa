import { sentence } from '../words.ts';
import type { Case, Evidence, FailedWork, Finding, Rule } from './diagnosis/case.ts';
import type { Diagnosis, Missing } from './diagnosis/cause.ts';
import { modelCallFailed, providerNotSetUp, providerRefused } from './diagnosis/failed-calls.ts';
import { sourceFailed, stageFailed, workerDied } from './diagnosis/failed-stages.ts';
import {
	jobFor,
	neverQueued,
	noModelEnabled,
	queueLost,
	stillWaiting,
	workerDown,
} from './diagnosis/never-tried.ts';
import { dataInvalid, matchVoid, resultMissing } from './diagnosis/the-match.ts';
import { work } from './diagnosis/words.ts';
import type { MatchState } from './match-state.ts';
import { describeOutages } from './outages.ts';
import { describeLosses } from './queue-losses.ts';
import { hasEnded } from './stage-state.ts';
import { STAGE_WORDS } from './stage-words.ts';
import { workersFor } from './stage-workers.ts';
import { dueBeforeKickoff, QUEUED_STAGES, type QueuedStage } from './stages.ts';

/** Asked in this order: what kept work from being tried comes before how the few tries of it failed. */
const RULES: readonly Rule[] = [
	dataInvalid,
	matchVoid,
	workerDied,
	noModelEnabled,
	resultMissing,
	workerDown,
	queueLost,
	stillWaiting,
	stageFailed,
	providerRefused,
	providerNotSetUp,
	modelCallFailed,
	sourceFailed,
	neverQueued,
];

/** Walks from a failure back to its cause; when no rule knows it, it says so and what was looked at. */
export function diagnose(evidence: Evidence): Diagnosis {
	const missing = missingStage(evidence);
	const given = { ...evidence, missing, ...meanwhile(evidence, missing) };
	for (const rule of RULES) {
		const finding = rule(given);
		if (finding) return complete(given, finding);
	}
	return complete(given, unknown(given));
}

function complete(given: Case, { subject = '', ...finding }: Finding): Diagnosis {
	return { ...finding, subject, missing: given.missing, evidence: [...finding.evidence, ...standing(given)] };
}

/** The first stage that had no result when the work failed, going back from what failed. */
function missingStage(evidence: Evidence): Missing | null {
	const { failure, match } = evidence;
	const failed = QUEUED_STAGES.find((stage) => stage === failure.stage);
	if (!match || !failed) return null;
	const lacked = (stage: QueuedStage): Missing => ({ stage, dueAt: dueAt(stage, match) });
	if (failed !== 'settlement' || !lackedPredictions(failure, match)) return lacked(failed);
	return lacked(waitedForAnalysis(evidence, match) ? 'analysis' : 'predictions');
}

function dueAt(stage: QueuedStage, { finishedAt, kickoffAt }: MatchState): Date {
	return stage === 'settlement' ? (finishedAt ?? kickoffAt) : dueBeforeKickoff(stage, kickoffAt);
}

function lackedPredictions({ category }: FailedWork, { predictions }: MatchState): boolean {
	return category === 'predictions_missing' || predictions.stored === 0;
}

/** Whether nobody was asked because there was no analysis yet; without one that has ended, predictions are made too. */
function waitedForAnalysis({ failure, calls }: Evidence, match: MatchState): boolean {
	const { analysis, predictions, failures, plan } = match;
	if (calls.length > 0 || failures.predictions) return false;
	if (analysis) return analysis.at > failure.lastSeenAt;
	return predictions.stored === 0 && !hasEnded(plan.stages.analysis);
}

/** What happened from when the missing stage was due until it was done. */
function meanwhile({ failure, outages, losses }: Evidence, missing: Missing | null) {
	if (!missing) return { outages: [], losses: [] };
	const overlaps = ({ from, to }: { from: Date; to: Date | null }) =>
		from < failure.until && (to === null || to > missing.dueAt);
	return {
		outages: outages.filter((outage) => workersFor(missing.stage).includes(outage.kind) && overlaps(outage)),
		losses: losses.filter(overlaps),
	};
}

function unknown({ failure }: Case): Finding {
	return {
		cause: 'unknown',
		summary: `Unknown: the ${work(failure)} kept failing with the message below, and nothing else explains it.`,
		evidence: [
			`It failed with: ${failure.message}`,
			'Looked at without finding a reason: outages of workers, losses of queues, failed model calls, jobs, the result.',
		],
		remedy: { text: "Read the worker's log of that time; then retry.", action: 'retry' },
	};
}

/** What holds whatever the cause is. */
function standing(given: Case): string[] {
	const { failure, match, missing, outages, losses } = given;
	if (!match || !missing || missing.stage === failure.stage) return [];
	const job = jobFor(match, missing.stage);
	const what = STAGE_WORDS[missing.stage];
	return [
		...outages.map((outage) => sentence(describeOutages([outage]))),
		...losses.map((loss) => sentence(describeLosses([loss]))),
		...(missing.stage === 'predictions' ? [analysisThen(given, match)] : []),
		...(missing.stage === 'predictions' && match.predictions.stored === 0
			? ['No prediction is stored.']
			: []),
		job ? `A job for the ${what} is in its queue now.` : `No job for the ${what} exists now.`,
	];
}

function analysisThen({ failure, missing }: Case, { analysis, failures }: MatchState): string {
	if (analysis && analysis.at <= failure.lastSeenAt) {
		return `The analysis was there ${missing && analysis.at < missing.dueAt ? 'in time' : 'late'}.`;
	}
	return failures.analysis
		? sentence(`the analysis failed: ${failures.analysis.message}`)
		: 'There was no analysis.';
}
