import type { WorkerKind } from '../../prisma/generated/enums.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import { PROVIDER_IDS, PROVIDERS, type ProviderId } from '../models/providers.ts';
import { type LimitSettings, providerLimits } from '../pipeline-models.ts';
import { modelCallQueue } from '../queue/catalogue.ts';
import type { Queues } from '../queue/queues.ts';
import { timeWhileAsking } from '../replay/pace.ts';
import { callEstimates } from './call-estimates.ts';
import { enabledModels } from './enabled-models.ts';
import type { PendingCall, ProviderCapacity } from './forecast.ts';
import { answersNothing, recentProviderCalls } from './provider-calls.ts';
import { readQueueWishes } from './queues/queue-wishes.ts';
import { concurrencyOf } from './queues/steer-workers.ts';
import { QUEUED_STAGES, type QueuedStage } from './stages.ts';
import { type WorkerStatus, workersAlive } from './workers-alive.ts';

/** What there is to bring the coming matches forward, by the pipeline's clock. */
export interface Capacity {
	/** Processes alive of each kind. */
	workers: Record<WorkerKind, number>;
	providers: Map<ProviderId, ProviderQueue>;
	/** Stages from whose queue nothing is taken until it is resumed. */
	pausedStages: QueuedStage[];
	/** What one call of each enabled model takes. */
	calls: Map<string, Omit<PendingCall, 'notBefore'>>;
}

export interface ProviderQueue extends Omit<ProviderCapacity, 'ahead'> {
	/** Calls that its queue holds, without those that yield. */
	queued: number;
}

export interface CapacityDeps {
	db: Database;
	clock: Clock;
	queues: Pick<Queues, 'countsOf' | 'pausedAmong'>;
	env: LimitSettings;
}

/** Reads what the workers, the queues and the providers can do now; with it, what it has read of the workers. */
export async function readCapacity({
	db,
	clock,
	queues,
	env,
}: CapacityDeps): Promise<Capacity & { statuses: WorkerStatus[] }> {
	const [statuses, models, estimates, recent, wishes, pausedStages, counts] = await Promise.all([
		workersAlive(db),
		enabledModels(db),
		callEstimates(db),
		recentProviderCalls(db, clock.now()),
		readQueueWishes(db),
		queues.pausedAmong([...QUEUED_STAGES]),
		queues.countsOf(PROVIDER_IDS.map(modelCallQueue)),
	]);
	const alive = (kind: WorkerKind) => statuses.find((status) => status.kind === kind)?.alive ?? 0;
	const calls = new Map(
		models.map(({ id, provider }) => {
			// Calls that end in vain take their time too.
			const { timePerAnswer = 1 } = recent.find((last) => last.provider === provider) ?? {};
			const realMs = (estimates.get(id)?.latencyMs ?? 0) * timePerAnswer;
			return [id, { provider, latencyMs: timeWhileAsking(clock, realMs) }];
		}),
	);
	const limits = providerLimits(env, models);
	const queueOf = (provider: ProviderId): ProviderQueue => {
		const { inFlight = 0, perMinute = 0 } = limits.find((limit) => limit.provider === provider) ?? {};
		const { waiting, active, paused } = counts(modelCallQueue(provider));
		const refusing = recent.some((last) => last.provider === provider && answersNothing(last));
		return {
			label: PROVIDERS[provider].label,
			inFlight: concurrencyOf(wishes.get(modelCallQueue(provider)), inFlight) * alive('prediction'),
			perMinute,
			stopped: alive('prediction') === 0 ? 'no_worker' : paused ? 'paused' : refusing ? 'refusing' : null,
			queued: waiting + active,
			meanMs: mean([...calls.values()].filter((call) => call.provider === provider)),
		};
	};
	return {
		workers: {
			scheduling: alive('scheduling'),
			prediction: alive('prediction'),
			settlement: alive('settlement'),
		},
		statuses,
		pausedStages: QUEUED_STAGES.filter((stage) => pausedStages.includes(stage)),
		providers: new Map(PROVIDER_IDS.map((provider) => [provider, queueOf(provider)])),
		calls,
	};
}

function mean(calls: { latencyMs: number }[]): number {
	return calls.length === 0 ? 0 : calls.reduce((sum, { latencyMs }) => sum + latencyMs, 0) / calls.length;
}
