import { groupBy } from '../group-by.ts';
import { PROVIDERS, providerId } from '../models/providers.ts';
import { countOf } from '../words.ts';
import type { FailureCategory } from './failures/failure.ts';
import type { JobFacts } from './match-facts.ts';
import type { MatchState } from './match-state.ts';
import { describeOutages, type Outage } from './outages.ts';
import { describeLosses, type QueueLoss } from './queue-losses.ts';
import { WORKERS_OF } from './stage-delays.ts';
import { STAGE_WORDS } from './stage-words.ts';
import { dueBeforeKickoff, QUEUED_STAGES, type QueuedStage, type StageName } from './stages.ts';

/** What is at the bottom of a failure. */
export const CAUSES = [
	'data_invalid',
	'worker_died',
	'provider_refused',
	'model_call_failed',
	'source_failed',
	'no_model_enabled',
	'result_missing',
	'worker_down',
	'queue_lost',
	'still_waiting',
	'never_queued',
	'unknown',
] as const;
export type Cause = (typeof CAUSES)[number];

/** What mends it. */
export interface Remedy {
	/** One or two sentences. */
	text: string;
	/** What the console's button does: nothing helps while it is null. 'recover' makes missing predictions first. */
	action: 'recover' | 'retry' | 'clear' | null;
	/** The same at the command line. */
	command: string | null;
}

/** Why one piece of work failed. */
export interface Diagnosis {
	cause: Cause;
	/** Tells apart what has the same cause and is not the same, such as two providers; mostly empty. */
	subject: string;
	/** One sentence. */
	summary: string;
	/** The stage at the bottom of it. */
	missing: Missing | null;
	/** What the database and the queues say, one sentence each. */
	evidence: string[];
	remedy: Omit<Remedy, 'command'>;
}

/** A stage that was not done, and when it was due. */
export interface Missing {
	stage: QueuedStage;
	dueAt: Date;
}

/** What the rules decide from: a failure, its match as it is now, and what happened meanwhile. */
export interface Evidence {
	failure: FailedWork;
	/** Null when the failure names no match that is stored. */
	match: MatchState | null;
	/** Calls of the match's models that had failed by then. */
	calls: FailedCall[];
	outages: Outage[];
	losses: QueueLoss[];
}

/** A failure, from wherever it was read. */
export interface FailedWork {
	stage: StageName;
	modelId: string | null;
	provider: string | null;
	/** Null for a failed job that nobody took down as a failure. */
	category: FailureCategory | null;
	message: string;
	fingerprint: string;
	httpStatus: number | null;
	attempts: number;
	lastSeenAt: Date;
	/** When it was resolved; now, while it is open. */
	until: Date;
}

export interface FailedCall {
	provider: string;
	message: string;
	fingerprint: string;
	httpStatus: number | null;
}

/** A failure with what lacked at its bottom, as every rule gets it. */
interface Case extends Evidence {
	missing: Missing | null;
	/** Those that reach into the time in which it was missing. */
	outages: Outage[];
	losses: QueueLoss[];
}

type Finding = Pick<Diagnosis, 'cause' | 'summary' | 'remedy'> & { subject?: string; evidence: string[] };

/** A rule knows one cause; null when that is not it. */
type Rule = (given: Case) => Finding | null;

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

/** Whether the work was, for the larger part, not even tried. */
function neverTried({ failure, match, calls, missing }: Case): boolean {
	if (!missing || !match || missing.stage === failure.stage) return false;
	if (missing.stage !== 'predictions') return match.failures[missing.stage] === undefined;
	return match.failures.predictions === undefined && calls.length * 2 < match.predictions.wanted;
}

function dataInvalid({ match, failure }: Case): Finding | null {
	if (match) return null;
	return {
		cause: 'data_invalid',
		summary: 'A failed job names no match and model that are stored.',
		evidence: [`The job says: ${failure.message}`],
		remedy: { text: 'Nothing can come of it: clear it, and look for what queued it.', action: 'clear' },
	};
}

function workerDied({ failure }: Case): Finding | null {
	if (failure.category !== 'stalled') return null;
	return {
		cause: 'worker_died',
		summary: `The workers that took up the ${work(failure)} died again and again.`,
		evidence: [`It was started ${countOf(failure.attempts, 'time')}.`],
		remedy: {
			text: "Look for crashes in the worker's log (memory, a kill from outside); then retry.",
			action: 'retry',
		},
	};
}

function noModelEnabled({ match, missing }: Case): Finding | null {
	if (missing?.stage !== 'predictions' || match?.predictions.wanted !== 0) return null;
	return {
		cause: 'no_model_enabled',
		summary: 'No model is enabled, so nobody was asked.',
		evidence: [],
		remedy: { text: 'Enable models, then recover.', action: 'recover' },
	};
}

function workerDown(given: Case): Finding | null {
	const { outages, losses, missing, failure } = given;
	if (!missing || outages.length === 0 || !neverTried(given)) return null;
	const by = beforeFailure(failure);
	const known = outages.filter(by).length > 0 ? outages.filter(by) : outages;
	const lost = losses.some(by) ? `, and ${describeLosses(losses.filter(by))}` : '';
	return {
		cause: 'worker_down',
		summary: sentence(`${describeOutages(known)}${lost}: the ${STAGE_WORDS[missing.stage]} never ran`),
		evidence: [
			...outages.map((outage) => sentence(describeOutages([outage]))),
			...losses.map((loss) => sentence(describeLosses([loss]))),
		],
		remedy: recovery(afterOutages(outages)),
	};
}

/** What had begun when the work failed led to it; what came later has only kept it from being mended. */
function beforeFailure({ lastSeenAt }: FailedWork) {
	return ({ from }: { from: Date }) => from < lastSeenAt;
}

function afterOutages(outages: Outage[]): string {
	const still = outages.filter(({ to }) => to === null).map(({ kind }) => kind);
	if (still.includes('prediction')) return 'Start the prediction worker again, then recover.';
	if (still.includes('scheduling')) {
		return 'Recover, and start the scheduling worker again, which would have done so by itself.';
	}
	return 'Recover.';
}

function queueLost(given: Case): Finding | null {
	const { losses, missing } = given;
	if (!missing || losses.length === 0 || !neverTried(given)) return null;
	return {
		cause: 'queue_lost',
		summary: sentence(`${describeLosses(losses)}: the ${STAGE_WORDS[missing.stage]} never ran`),
		evidence: losses.map((loss) => sentence(describeLosses([loss]))),
		remedy: recovery('Recover.'),
	};
}

function providerRefused(given: Case): Finding | null {
	const refused = mostCalls(given);
	if (!refused || refused.httpStatus === null) return null;
	const { label, keyVariable } = PROVIDERS[providerId(refused.provider)];
	const { httpStatus: status, calls } = refused;
	return {
		cause: 'provider_refused',
		subject: `${refused.provider} ${status}`,
		summary: `${label} refused the calls with status ${status}.`,
		evidence: [...countedCalls(given, calls, `refused by ${label} with status ${status}`), said(refused)],
		remedy: recovery(`${refusalRemedy(status, label, keyVariable)} Then retry.`),
	};
}

function modelCallFailed(given: Case): Finding | null {
	const failed = mostCalls(given);
	if (!failed) return null;
	const { label } = PROVIDERS[providerId(failed.provider)];
	return {
		cause: 'model_call_failed',
		subject: failed.provider,
		summary: `Calls to models of ${label} kept failing.`,
		evidence: [...countedCalls(given, failed.calls, `failed at ${label}`), said(failed)],
		remedy: recovery("Look at the provider's status page, then retry."),
	};
}

function sourceFailed({ failure }: Case): Finding | null {
	if (failure.stage !== 'lineups') return null;
	return {
		cause: 'source_failed',
		summary: 'The source of fixtures could not be asked for the line-ups.',
		evidence: [`It failed with: ${failure.message}`],
		remedy: {
			text: 'The predictions go on without line-ups. Check the source, then retry or clear.',
			action: 'retry',
		},
	};
}

function resultMissing({ failure, match }: Case): Finding | null {
	if (failure.stage !== 'settlement' || !match || match.status === 'finished') return null;
	return {
		cause: 'result_missing',
		summary: `The match has no result: for its source it is ${match.status}.`,
		evidence: [],
		remedy: {
			text: 'It settles by itself when the source tells the result. Check the source; clear it when none will come.',
			action: null,
		},
	};
}

function stillWaiting(given: Case): Finding | null {
	const { match, missing } = given;
	if (!match || !missing || !neverTried(given)) return null;
	const job = jobFor(match, missing.stage);
	if (!job) return null;
	const what = STAGE_WORDS[missing.stage];
	return {
		cause: 'still_waiting',
		summary:
			job.state === 'active' ? `The ${what} are being made now.` : `The ${what} wait in their queue still.`,
		evidence: ['No outage of a worker that they need and no loss of a queue is known since they were due.'],
		remedy: {
			text: 'They are made without you. Look at the queues: is one paused, or longer than its worker can serve?',
			action: null,
		},
	};
}

function neverQueued(given: Case): Finding | null {
	const { match, missing } = given;
	if (!match || !missing || !neverTried(given)) return null;
	if (jobFor(match, missing.stage)) return null;
	return {
		cause: 'never_queued',
		summary: `No job for the ${STAGE_WORDS[missing.stage]} exists, and no reason for that is known.`,
		evidence: ['No outage of a worker that it needs and no loss of a queue is known since it was due.'],
		remedy: recovery('Recover.'),
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

/** The job of the stage, or of one of its model calls, that its queue holds and will work on. */
function jobFor({ jobs, predictions }: MatchState, stage: QueuedStage): JobFacts | undefined {
	const calls = stage === 'predictions' ? predictions.missing.flatMap(({ job }) => job ?? []) : [];
	return [...calls, ...(jobs[stage] ? [jobs[stage]] : [])].find(({ state }) => state !== 'ended');
}

/** The failed calls that are alike and the most, the failure itself when it is one. */
function mostCalls({ failure, calls, missing }: Case): (FailedCall & { calls: number }) | null {
	if (failure.modelId !== null) {
		return failure.provider === null ? null : { ...failure, provider: failure.provider, calls: 1 };
	}
	if (missing?.stage !== 'predictions') return null;
	const alike = groupBy(calls, ({ provider, httpStatus, fingerprint }) =>
		JSON.stringify([provider, httpStatus ?? fingerprint]),
	);
	const most = [...alike.values()].reduce<FailedCall[]>((a, b) => (b.length > a.length ? b : a), []);
	const [first] = most;
	return first ? { ...first, calls: most.length } : null;
}

function countedCalls({ failure, match }: Case, calls: number, how: string): string[] {
	if (failure.modelId !== null || !match) return [];
	return [`${calls} of the calls to ${countOf(match.predictions.wanted, 'model')} were ${how}.`];
}

function said({ fingerprint }: FailedCall): string {
	return `The calls failed with: ${fingerprint}`;
}

function refusalRemedy(status: number, label: string, keyVariable: string): string {
	if (status === 401 || status === 403) return `Check ${keyVariable} and what the key may do at ${label}.`;
	if (status === 402) return `Top up the account at ${label}.`;
	if (status === 404 || status === 410)
		return `${label} no longer has the model: disable it, or name another.`;
	if (status >= 500) return `Wait until ${label} is well again.`;
	return `Look up what status ${status} means at ${label}.`;
}

function recovery(text: string): Omit<Remedy, 'command'> {
	return {
		text: `${text} Missing predictions are made now, marked as retroactive, and the matches settle from them.`,
		action: 'recover',
	};
}

function work({ stage, modelId }: FailedWork): string {
	return modelId === null ? STAGE_WORDS[stage] : `call to ${modelId}`;
}

function sentence(text: string): string {
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
