import type { Case, Evidence, FailedWork, Finding, Rule } from './diagnosis/case.ts';
import type { Diagnosis, Missing } from './diagnosis/cause.ts';
import { dataInvalid, resultMissing, sourceFailed, workerDied } from './diagnosis/failed-by-itself.ts';
import { modelCallFailed, providerRefused } from './diagnosis/failed-calls.ts';
import {
	jobFor,
	neverQueued,
	noModelEnabled,
	queueLost,
	stillWaiting,
	workerDown,
} from './diagnosis/never-tried.ts';
import { work } from './diagnosis/words.ts';
import type { MatchState } from './match-state.ts';
import { WORKERS_OF } from './stage-delays.ts';
import { STAGE_WORDS } from './stage-words.ts';
import { dueBeforeKickoff, QUEUED_STAGES, type QueuedStage } from './stages.ts';

/** Asked in this order: what failed by itself comes before what was never tried. */
const RULES: readonly Rule[] = [
	dataInvalid,
	workerDied,
	noModelEnabled,
	workerDown,
	providerRefused,
	modelCallFailed,
	sourceFailed,
	resultMissing,
	queueLost,
	stillWaiting,
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
function missingStage({ failure, match }: Evidence): Missing | null {
	const failed = QUEUED_STAGES.find((stage) => stage === failure.stage);
	if (!match || !failed) return null;
	const dueAt = (stage: QueuedStage) =>
		stage === 'settlement' ? (match.finishedAt ?? match.kickoffAt) : dueBeforeKickoff(stage, match.kickoffAt);
	const lacked = (stage: QueuedStage): Missing => ({ stage, dueAt: dueAt(stage) });
	if (failed === 'settlement' && !lackedPredictions(failure, match)) return lacked('settlement');
	if (failed === 'analysis' || failed === 'lineups' || failure.modelId !== null) return lacked(failed);
	const analysed = match.analysis && match.analysis.at <= failure.lastSeenAt;
	return lacked(analysed ? 'predictions' : 'analysis');
}

function lackedPredictions({ category }: FailedWork, { predictions }: MatchState): boolean {
	return category === 'predictions_missing' || predictions.stored === 0;
}

/** What happened from when the missing stage was due until it was done. */
function meanwhile({ failure, outages, losses }: Evidence, missing: Missing | null) {
	if (!missing) return { outages: [], losses: [] };
	const overlaps = ({ from, to }: { from: Date; to: Date | null }) =>
		from < failure.until && (to === null || to > missing.dueAt);
	return {
		outages: outages.filter((outage) => WORKERS_OF[missing.stage].includes(outage.kind) && overlaps(outage)),
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
function standing({ failure, match, missing }: Case): string[] {
	if (!match || !missing || missing.stage === failure.stage) return [];
	const { analysis, predictions } = match;
	const made = analysis && analysis.at <= failure.lastSeenAt;
	const job = jobFor(match, missing.stage);
	const what = STAGE_WORDS[missing.stage];
	return [
		...(missing.stage === 'predictions' && made
			? [`The analysis was there ${analysis.at < missing.dueAt ? 'in time' : 'late'}.`]
			: []),
		...(missing.stage === 'predictions' && predictions.stored === 0 ? ['No prediction is stored.'] : []),
		job ? `A job for the ${what} is in its queue now.` : `No job for the ${what} exists now.`,
	];
}
