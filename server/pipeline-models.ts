import pLimit, { type LimitFunction } from 'p-limit';
import type { Env } from './env.ts';
import { type ChatClient, createChatClient } from './models/chat-client.ts';
import { PROVIDER_IDS, type ProviderId, resolveEndpoint } from './models/providers.ts';
import type { AskedModel } from './pipeline/enabled-models.ts';

/** What one provider may have in flight at once, and start per minute (0: no limit). */
export interface ProviderLimits {
	provider: ProviderId;
	inFlight: number;
	perMinute: number;
}

/** What the limits are made from. */
export type LimitSettings = Pick<
	Env,
	'MODEL_CONCURRENCY' | 'TOGETHER_CALLS_PER_MINUTE' | 'SYNTHETIC_CALLS_PER_MINUTE'
>;

/** Shares the process's calls in flight among the providers, by how many models each has. */
export function providerLimits(env: LimitSettings, models: AskedModel[]): ProviderLimits[] {
	const perMinute = { together: env.TOGETHER_CALLS_PER_MINUTE, synthetic: env.SYNTHETIC_CALLS_PER_MINUTE };
	return PROVIDER_IDS.map((provider) => {
		const share = models.filter((model) => model.provider === provider).length / Math.max(1, models.length);
		const inFlight = Math.max(1, Math.round(env.MODEL_CONCURRENCY * share));
		return { provider, inFlight, perMinute: perMinute[provider] };
	});
}

/** The client for all model calls of a process; calls beyond what a provider may have in flight wait for their turn. */
export interface PipelineModels extends ChatClient {
	/** How many calls to a provider may be in flight from now on; without a word there is no limit. */
	allow(provider: ProviderId, inFlight: number): void;
}

export function pipelineModels(env: Env): PipelineModels {
	const config = {
		modelsUrl: env.MODELS_URL,
		apiKeys: { together: env.TOGETHER_API_KEY, synthetic: env.SYNTHETIC_API_KEY },
		baseUrls: { together: env.TOGETHER_BASE_URL, synthetic: env.SYNTHETIC_BASE_URL },
	};
	const client = createChatClient({
		endpointOf: (provider) => resolveEndpoint(config, provider),
		defaultTimeoutMs: env.MODEL_TIMEOUT_MS,
	});
	const turns = new Map<string, LimitFunction>();
	return {
		complete(call) {
			const inTurn = turns.get(call.provider);
			return inTurn ? inTurn(() => client.complete(call)) : client.complete(call);
		},
		allow(provider, inFlight) {
			const known = turns.get(provider);
			if (known === undefined) turns.set(provider, pLimit(inFlight));
			else if (known.concurrency !== inFlight) known.concurrency = inFlight;
		},
		close: () => client.close(),
	};
}
