import type { Clock } from '../clock.ts';
import type { Database } from '../db.ts';
import { PROVIDER_IDS, PROVIDERS, type ProviderId } from '../models/providers.ts';
import { type LimitSettings, providerLimits } from '../pipeline-models.ts';
import { modelCallQueue } from '../queue/catalogue.ts';
import type { Queues } from '../queue/queues.ts';
import { type AskedModel, enabledModels } from './enabled-models.ts';
import type { ProviderCapacity } from './forecast.ts';
import { type ProviderCalls, recentProviderCalls, refusesNow } from './provider-calls.ts';
import { readQueueWishes } from './queues/queue-wishes.ts';
import { concurrencyOf } from './queues/steer-workers.ts';
import { type WorkerStatus, workersAlive } from './workers-alive.ts';

/** What a provider may be asked, and how it is. */
export interface ProviderQueue extends Omit<ProviderCapacity, 'ahead' | 'meanMs'> {
	/** Calls that its queue holds, without those that yield. */
	queued: number;
}

/** The providers, with what that was made from. */
export interface ProviderQueues {
	statuses: WorkerStatus[];
	models: AskedModel[];
	/** How their last calls ended. */
	recent: ProviderCalls[];
	providers: Map<ProviderId, ProviderQueue>;
}

export interface ProviderQueuesDeps {
	db: Database;
	clock: Clock;
	queues: Pick<Queues, 'countsOf'>;
	env: LimitSettings;
}

/** Reads what each provider may be asked, and how it is. */
export async function readProviderQueues({
	db,
	clock,
	queues,
	env,
}: ProviderQueuesDeps): Promise<ProviderQueues> {
	const [statuses, models, recent, wishes, counts] = await Promise.all([
		workersAlive(db),
		enabledModels(db),
		recentProviderCalls(db, clock.now()),
		readQueueWishes(db),
		queues.countsOf(PROVIDER_IDS.map(modelCallQueue)),
	]);
	const workers = statuses.find(({ kind }) => kind === 'prediction')?.alive ?? 0;
	const limits = providerLimits(env, models);
	const queueOf = (provider: ProviderId): ProviderQueue => {
		const { inFlight = 0, perMinute = 0 } = limits.find((limit) => limit.provider === provider) ?? {};
		const { waiting, active, paused } = counts(modelCallQueue(provider));
		const refusing = recent.some((last) => last.provider === provider && refusesNow(last));
		return {
			label: PROVIDERS[provider].label,
			inFlight: concurrencyOf(wishes.get(modelCallQueue(provider)), inFlight) * workers,
			perMinute,
			stopped: workers === 0 ? 'no_worker' : paused ? 'paused' : refusing ? 'refusing' : null,
			queued: waiting + active,
		};
	};
	return {
		...{ statuses, models, recent },
		providers: new Map(PROVIDER_IDS.map((provider) => [provider, queueOf(provider)])),
	};
}
