import type { Model } from '../../../prisma/generated/client.ts';
import { type HealthCell, modelHealth } from '../../history/model-health.ts';
import { type ModelUsage, modelUsage, type UsageSpan } from '../../history/model-usage.ts';
import { describeProvider, knownProvider, type ProviderId } from '../../models/providers.ts';
import { unknownProvider } from '../enabled-models.ts';
import { type ProviderQueue, type ProviderQueuesDeps, readProviderQueues } from '../provider-queues.ts';

/** What the registry says of a model, and whether it is asked. */
export interface ModelFacts {
	id: string;
	name: string;
	provider: string;
	/** What the provider calls it. */
	providerModel: string;
	tier: string;
	reasoning: boolean;
	usdPerMillionPromptTokens: number;
	usdPerMillionCompletionTokens: number;
	/** Real milliseconds; null is the client's default. */
	timeoutMs: number | null;
	/** The model that is asked when this one is gone for good. */
	fallbackId: string | null;
	enabled: boolean;
	/** Why it is not asked although it is enabled. */
	problem: string | null;
}

export interface ListedModel extends ModelFacts {
	/** Null without a call in the time that is looked at. */
	usage: ModelUsage | null;
	/** By the quarters of the list; empty without a call in the last 7 days. */
	health: HealthCell[];
}

/** A provider with what it may be asked, and how it is. */
export interface ListedProvider {
	id: string;
	label: string;
	/** Null of one that this Touchline does not know. */
	limits: Omit<ProviderQueue, 'label'> | null;
	models: number;
	enabled: number;
}

export interface ModelList {
	/** The beginnings of the quarters of days that `health` is about, the oldest first. */
	quarters: Date[];
	providers: ListedProvider[];
	/** By name. */
	models: ListedModel[];
	/** Those that have a ranking, by name. */
	competitions: { id: string; name: string }[];
}

/** Every model with what it did in the last hours, and every provider. */
export async function listModels(deps: ProviderQueuesDeps, span: UsageSpan): Promise<ModelList> {
	const { db, clock } = deps;
	const now = clock.now();
	const [rows, usage, health, { providers }, competitions] = await Promise.all([
		db.model.findMany({ orderBy: [{ displayName: 'asc' }, { id: 'asc' }] }),
		modelUsage(db, now, span),
		modelHealth(db, now),
		readProviderQueues(deps),
		db.competition.findMany({ select: { id: true, name: true }, orderBy: [{ name: 'asc' }, { id: 'asc' }] }),
	]);
	const models = rows.map((row) => ({
		...factsOf(row),
		usage: usage.get(row.id) ?? null,
		health: health.cells.get(row.id) ?? [],
	}));
	return { quarters: health.quarters, providers: providersOf(models, providers), models, competitions };
}

/** What is stored of a model, as pages tell it. */
export function factsOf({ displayName, ...row }: Model): ModelFacts {
	const unknown = row.enabled && knownProvider(row.provider) === undefined;
	return { ...row, name: displayName, problem: unknown ? unknownProvider(displayName, row.provider) : null };
}

function providersOf(models: ModelFacts[], queues: Map<ProviderId, ProviderQueue>): ListedProvider[] {
	return [...new Set(models.map(({ provider }) => provider))].toSorted().map((id) => {
		const known = knownProvider(id);
		const queue = known && queues.get(known);
		const own = models.filter(({ provider }) => provider === id);
		return {
			...{ id, label: describeProvider(id).label },
			limits: queue ? limitsOf(queue) : null,
			models: own.length,
			enabled: own.filter(({ enabled }) => enabled).length,
		};
	});
}

function limitsOf({ label: _, ...limits }: ProviderQueue): Omit<ProviderQueue, 'label'> {
	return limits;
}
