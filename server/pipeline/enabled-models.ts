import { Prisma } from '../../prisma/generated/client.ts';
import type { Database } from '../db.ts';
import { PROVIDER_IDS, type ProviderId, providerId } from '../models/providers.ts';

/** What has to be known of a model to queue a call to it. */
export interface AskedModel {
	id: string;
	provider: ProviderId;
}

/**
 * A condition on `"Model" model`: every match wants a prediction from it. One whose provider this Touchline does not
 * know cannot be asked: it is left out, and told by `unknownProviderProblems`.
 */
export const isAsked = Prisma.sql`(model.enabled AND model.provider = ANY(${[...PROVIDER_IDS]}))`;

/** The same for Prisma's own queries. */
export const ASKED = { enabled: true, provider: { in: [...PROVIDER_IDS] } } satisfies Prisma.ModelWhereInput;

/** The models that every match wants a prediction from, in a fixed order. */
export async function enabledModels(db: Pick<Database, 'model'>): Promise<AskedModel[]> {
	const models = await db.model.findMany({
		where: ASKED,
		select: { id: true, provider: true },
		orderBy: { id: 'asc' },
	});
	return models.map(({ id, provider }) => ({ id, provider: providerId(provider) }));
}

/** The enabled models that nobody can ask, one sentence each. */
export async function unknownProviderProblems(db: Pick<Database, 'model'>): Promise<string[]> {
	const models = await db.model.findMany({
		where: { enabled: true, NOT: { provider: { in: [...PROVIDER_IDS] } } },
		select: { displayName: true, provider: true },
		orderBy: { id: 'asc' },
	});
	return models.map(({ displayName, provider }) => unknownProvider(displayName, provider));
}

/** Why a model is not asked although it is enabled. */
export function unknownProvider(name: string, provider: string): string {
	return `${name} is enabled, but this Touchline does not know its provider "${provider}" and does not ask it: disable it, or start a Touchline that knows the provider.`;
}
