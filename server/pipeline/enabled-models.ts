import type { Database } from '../db.ts';
import { type ProviderId, providerId } from '../models/providers.ts';

/** What has to be known of a model to queue a call to it. */
export interface AskedModel {
	id: string;
	provider: ProviderId;
}

/** The models that every match wants a prediction from, in a fixed order. */
export async function enabledModels(db: Database): Promise<AskedModel[]> {
	const models = await db.model.findMany({
		where: { enabled: true },
		select: { id: true, provider: true },
		orderBy: { id: 'asc' },
	});
	return models.map(({ id, provider }) => ({ id, provider: providerId(provider) }));
}
