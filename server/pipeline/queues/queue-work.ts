import type { WorkerKind } from '../../../prisma/generated/enums.ts';
import { PROVIDER_IDS, PROVIDERS } from '../../models/providers.ts';
import { type LimitSettings, providerLimits } from '../../pipeline-models.ts';
import { ALERT_DELIVERIES, modelCallQueue } from '../../queue/catalogue.ts';
import type { AskedModel } from '../enabled-models.ts';
import { STAGE_WORDS } from '../stage-words.ts';
import { QUEUED_STAGES, type QueuedStage } from '../stages.ts';
import { workerOf } from './worker-of.ts';

/** What the jobs of a queue are, and who does how many of them at once. */
export interface QueueWork {
	name: string;
	/** Within a sentence. */
	label: string;
	/** What its jobs do, in a sentence. */
	purpose: string;
	/** The kind of worker that takes its jobs; null for the process that leads the watch. */
	worker: WorkerKind | null;
	/** Jobs that a worker process works on at once, unless an operator wants it otherwise. */
	standard: number;
	/** More at once than this are refused. */
	most: number;
}

/** Matches that fan out at once: with few, the first calls leave while the next matches are read. */
const FAN_OUTS = 3;

/** Settlements that start together share a transaction: enough of them make it worth while. */
const SETTLEMENTS = 150;

const STAGES: Record<QueuedStage, Pick<QueueWork, 'purpose' | 'standard' | 'most'>> = {
	analysis: {
		purpose: 'Makes the analysis of a match from earlier results, from 6 h before kick-off on.',
		standard: 4,
		most: 50,
	},
	lineups: {
		purpose: 'Asks the source for the line-ups, every 5 min from 60 min before kick-off on.',
		standard: 10,
		most: 50,
	},
	predictions: {
		purpose: 'Writes the prompt of a match 30 min before kick-off, and queues a call of each model.',
		standard: FAN_OUTS,
		most: 50,
	},
	settlement: {
		purpose: 'Scores the predictions of a match that has ended.',
		standard: SETTLEMENTS,
		most: 500,
	},
};

/** Calls to one provider that a process may have in flight, unless the environment allows more. */
const MOST_CALLS = 1_000;

/** Deliveries at once: a webhook has one at a time, so one that hangs holds up none of the others. */
export const DELIVERIES = 50;

/** The names and words of every queue. */
export const QUEUE_NAMES: readonly Pick<QueueWork, 'name' | 'label'>[] = [
	...QUEUED_STAGES.map((stage) => ({ name: stage, label: STAGE_WORDS[stage] })),
	...PROVIDER_IDS.map((id) => ({ name: modelCallQueue(id), label: `model calls, ${PROVIDERS[id].label}` })),
	{ name: ALERT_DELIVERIES, label: 'alert deliveries' },
];

/**
 * Every queue, in the order in which the work of a match goes through them.
 * @param env says how many model calls a process may have in flight
 * @param models the enabled ones, by which the providers share them
 */
export function queueWork(env: LimitSettings, models: AskedModel[]): QueueWork[] {
	const limits = providerLimits(env, models);
	const shares = new Map(limits.map(({ provider, inFlight }) => [modelCallQueue(provider), inFlight]));
	return QUEUE_NAMES.map(({ name, label }) => {
		const queue = { name, label, worker: workerOf(name) };
		const stage = QUEUED_STAGES.find((of) => of === name);
		if (stage) return { ...queue, ...STAGES[stage] };
		const inFlight = shares.get(name);
		if (inFlight === undefined) {
			const purpose = 'Sends messages about alerts to webhooks.';
			return { ...queue, purpose, standard: DELIVERIES, most: 200 };
		}
		const purpose = 'Asks the models of this provider, one call per match and model.';
		return { ...queue, purpose, standard: inFlight, most: Math.max(MOST_CALLS, inFlight) };
	});
}

/** Jobs of a stage's queue that a worker process works on at once, unless an operator wants it otherwise. */
export function standardConcurrency(stage: QueuedStage): number {
	return STAGES[stage].standard;
}
