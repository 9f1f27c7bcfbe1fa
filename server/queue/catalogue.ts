import { z } from 'zod';
import { MINUTE, SECOND } from '../clock.ts';
import { PROVIDER_IDS, type ProviderId } from '../models/providers.ts';

/**
 * Every kind of job: what it carries, where it waits, how often and how patiently it is tried. Names
 * and ids are stored data: jobs that wait under an old name or id would be orphaned by renaming one
 * (the next sweep would queue them anew, under the new id).
 */
export interface JobDefinition<Payload> {
	payload: z.ZodType<Payload>;
	/** One id per piece of work, the same on every path: queueing it twice changes nothing. */
	id(payload: Payload): string;
	queue(payload: Payload): string;
	/** Tries before it becomes a failure. Postponing and rate limits use none. */
	attempts: number;
	/** Pause after the first failed try, in milliseconds of pipeline time; doubles each time. */
	backoff: number;
	/** Real milliseconds after which a try is given up. */
	timeout: number;
}

const matchPayload = z.object({ matchId: z.string().min(1) });
const modelCallPayload = z.object({
	matchId: z.string().min(1),
	modelId: z.string().min(1),
	provider: z.custom<ProviderId>((value) => typeof value === 'string' && value !== ''),
});

/** Messages about alerts on their way to webhooks. */
export const ALERT_DELIVERIES = 'alert-deliveries';

export const JOBS = {
	analysis: matchJob('analysis', { attempts: 5, backoff: 30 * SECOND, timeout: MINUTE }),
	lineups: matchJob('lineups', { attempts: 5, backoff: 30 * SECOND, timeout: MINUTE }),
	/** Fans out to one `model-call` per model that has not predicted yet. */
	predictions: matchJob('predictions', { attempts: 5, backoff: 10 * SECOND, timeout: MINUTE }),
	'model-call': define({
		payload: modelCallPayload,
		id: ({ matchId, modelId }) => `call-${matchId}-${modelId}`,
		queue: ({ provider }) => modelCallQueue(provider),
		attempts: 4,
		backoff: 10 * SECOND,
		timeout: 2 * MINUTE,
	}),
	settlement: matchJob('settlement', { attempts: 5, backoff: 10 * SECOND, timeout: MINUTE }),
	/** Its worker runs on real time: so do its backoff and its receivers. */
	'alert-delivery': define({
		payload: z.object({ deliveryId: z.string().min(1) }),
		id: ({ deliveryId }) => `delivery-${deliveryId}`,
		queue: () => ALERT_DELIVERIES,
		attempts: 6,
		backoff: 5 * SECOND,
		timeout: 30 * SECOND,
	}),
};

export type JobName = keyof typeof JOBS;
/** Jobs that are work on a match. */
export type MatchJob = Exclude<JobName, 'alert-delivery'>;
export type JobPayload<Name extends JobName> = z.infer<(typeof JOBS)[Name]['payload']>;

/** The queue of one provider's model calls: it has that provider's rate limit and concurrency. */
export function modelCallQueue(provider: ProviderId): string {
	return `model-calls-${provider}`;
}

/** Every queue of work on matches; what fails in them is a failure of a match. */
export const MATCH_QUEUES: readonly string[] = [
	'analysis',
	'lineups',
	'predictions',
	'settlement',
	...PROVIDER_IDS.map(modelCallQueue),
];

/** Holds one job, the mark, that is no work and that no worker takes: without it the queues have lost their jobs. */
export const MARK_QUEUE = 'mark';

function define<Payload>(definition: JobDefinition<Payload>): JobDefinition<Payload> {
	return definition;
}

function matchJob(
	name: string,
	patience: Pick<JobDefinition<unknown>, 'attempts' | 'backoff' | 'timeout'>,
): JobDefinition<z.infer<typeof matchPayload>> {
	return { payload: matchPayload, id: ({ matchId }) => `${name}-${matchId}`, queue: () => name, ...patience };
}

/** A piece of work to queue, as `newJob` makes it. */
export interface NewJob {
	name: JobName;
	queue: string;
	id: string;
	payload: unknown;
	attempts: number;
	/** Pipeline time; a time that has passed means at once. */
	dueAt: Date | null;
	/** It waits for those of its queue that do not. */
	yields: boolean;
}

/** @param dueAt pipeline time; left out, the job is due at once */
export function newJob<Name extends JobName>(name: Name, payload: JobPayload<Name>, dueAt?: Date): NewJob {
	const definition = definitionOf(name);
	return {
		name,
		queue: definition.queue(payload),
		id: definition.id(payload),
		payload,
		attempts: definition.attempts,
		dueAt: dueAt ?? null,
		yields: false,
	};
}

/** Where a piece of work stands when it is queued, for looking: as `newJob` says, and quicker to make. */
export function jobAddress<Name extends JobName>(
	name: Name,
	payload: JobPayload<Name>,
): Pick<NewJob, 'queue' | 'id'> {
	const definition = definitionOf(name);
	return { queue: definition.queue(payload), id: definition.id(payload) };
}

/** The definition of a job, typed by its name. */
export function definitionOf<Name extends JobName>(name: Name): JobDefinition<JobPayload<Name>> {
	const definitions: { [N in JobName]: JobDefinition<JobPayload<N>> } = JOBS;
	return definitions[name];
}
