import { MINUTE } from '../../clock.ts';
import { groupBy } from '../../group-by.ts';
import { describeProvider } from '../../models/providers.ts';
import type { ProviderLimits } from '../../pipeline-models.ts';
import type { CallEstimate } from '../call-estimates.ts';

/** What the calls to one provider come to. */
export interface ProviderEstimate {
	provider: string;
	label: string;
	calls: number;
	promptTokens: number;
	completionTokens: number;
	/** US dollars. */
	costUsd: number;
	/** Real milliseconds, when nothing else is under way. */
	durationMs: number;
	/** What makes it last so long: how many calls may be in flight, or how many may start per minute. */
	limitedBy: 'calls in flight' | 'calls per minute';
}

export interface WorkEstimate {
	calls: number;
	promptTokens: number;
	completionTokens: number;
	costUsd: number;
	/** Providers are asked beside each other: the longest of their times. */
	durationMs: number;
	providers: ProviderEstimate[];
	/** Models that nobody has measured yet: what they come to is assumed. */
	assumedModels: string[];
}

/**
 * What it comes to when these models are asked about each match; pure.
 * @param matches the models' ids, by match
 * @param concurrency matches that are worked on at once
 */
export function estimateWork(
	matches: string[][],
	estimates: Map<string, CallEstimate>,
	{ limits, concurrency }: { limits: ProviderLimits[]; concurrency: number },
): WorkEstimate {
	const calls = matches.flat().flatMap((modelId) => estimates.get(modelId) ?? []);
	const byProvider = groupBy(calls, ({ provider }) => provider);
	const atOnce = Math.min(concurrency, matches.length);
	const providers = [...byProvider].map(([provider, asked]): ProviderEstimate => {
		const { inFlight = 1, perMinute = 0 } = limits.find((limit) => limit.provider === provider) ?? {};
		const together = Math.max(1, Math.min(inFlight, Math.ceil((asked.length / matches.length) * atOnce)));
		const inFlightMs = sum(asked, ({ latencyMs }) => latencyMs) / together;
		const perMinuteMs = perMinute > 0 ? (asked.length / perMinute) * MINUTE : 0;
		return {
			provider,
			label: describeProvider(provider).label,
			calls: asked.length,
			promptTokens: Math.round(sum(asked, ({ promptTokens }) => promptTokens)),
			completionTokens: Math.round(sum(asked, ({ completionTokens }) => completionTokens)),
			costUsd: sum(asked, ({ costUsd }) => costUsd),
			durationMs: Math.round(Math.max(inFlightMs, perMinuteMs)),
			limitedBy: perMinuteMs > inFlightMs ? 'calls per minute' : 'calls in flight',
		};
	});
	return {
		calls: calls.length,
		promptTokens: sum(providers, ({ promptTokens }) => promptTokens),
		completionTokens: sum(providers, ({ completionTokens }) => completionTokens),
		costUsd: sum(providers, ({ costUsd }) => costUsd),
		durationMs: Math.max(0, ...providers.map(({ durationMs }) => durationMs)),
		providers: providers.toSorted((a, b) => b.calls - a.calls),
		assumedModels: [...new Set(calls.filter(({ measured }) => !measured).map(({ modelId }) => modelId))],
	};
}

/** US dollars that calls to these models cost, most likely. */
export function costOf(modelIds: string[], estimates: Map<string, CallEstimate>): number {
	return sum(modelIds, (modelId) => estimates.get(modelId)?.costUsd ?? 0);
}

function sum<Item>(items: Item[], value: (item: Item) => number): number {
	return items.reduce((total, item) => total + value(item), 0);
}
