import type { WorkerKind } from '../../prisma/generated/enums.ts';
import type { ProviderId } from '../models/providers.ts';
import type { Queues } from '../queue/queues.ts';
import { timeWhileAsking } from '../replay/pace.ts';
import { callEstimates } from './call-estimates.ts';
import type { PendingCall, ProviderCapacity } from './forecast.ts';
import { type ProviderQueue, type ProviderQueuesDeps, readProviderQueues } from './provider-queues.ts';
import { QUEUED_STAGES, type QueuedStage } from './stages.ts';
import type { WorkerStatus } from './workers-alive.ts';

/** What there is to bring the coming matches forward, by the pipeline's clock. */
export interface Capacity {
	/** Processes alive of each kind. */
	workers: Record<WorkerKind, number>;
	providers: Map<ProviderId, ProviderQueue & Pick<ProviderCapacity, 'meanMs'>>;
	/** Stages from whose queue nothing is taken until it is resumed. */
	pausedStages: QueuedStage[];
	/** What one call of each enabled model takes. */
	calls: Map<string, Omit<PendingCall, 'notBefore'>>;
}

export interface CapacityDeps extends ProviderQueuesDeps {
	queues: Pick<Queues, 'countsOf' | 'pausedAmong'>;
}

/** Reads what the workers, the queues and the providers can do now; with it, what it has read of the workers. */
export async function readCapacity(deps: CapacityDeps): Promise<Capacity & { statuses: WorkerStatus[] }> {
	const { db, clock, queues } = deps;
	const [{ statuses, models, recent, providers }, estimates, pausedStages] = await Promise.all([
		readProviderQueues(deps),
		callEstimates(db),
		queues.pausedAmong([...QUEUED_STAGES]),
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
	const meanMs = (provider: ProviderId) =>
		mean([...calls.values()].filter((call) => call.provider === provider));
	return {
		workers: {
			scheduling: alive('scheduling'),
			prediction: alive('prediction'),
			settlement: alive('settlement'),
		},
		statuses,
		pausedStages: QUEUED_STAGES.filter((stage) => pausedStages.includes(stage)),
		providers: new Map([...providers].map(([id, queue]) => [id, { ...queue, meanMs: meanMs(id) }])),
		calls,
	};
}

function mean(calls: { latencyMs: number }[]): number {
	return calls.length === 0 ? 0 : calls.reduce((sum, { latencyMs }) => sum + latencyMs, 0) / calls.length;
}
