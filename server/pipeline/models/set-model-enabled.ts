import type { Clock } from '../../clock.ts';
import type { Database } from '../../db.ts';
import { AppError } from '../../errors.ts';
import type { FeedPublisher } from '../../feed/publisher.ts';
import { recordAction } from '../audit.ts';
import { type DemandDeps, type ModelDemand, modelDemand } from './model-demand.ts';

/** What turning a model on or off did. */
export interface ModelSwitch {
	id: string;
	name: string;
	enabled: boolean;
	/** False when it was so before. */
	changed: boolean;
	/** What is asked for now, or is not any more. */
	demand: ModelDemand;
}

export interface SwitchDeps extends DemandDeps {
	db: Database;
	/** The audit trail knows no other time. */
	realClock: Clock;
	feed: Pick<FeedPublisher, 'topic'>;
}

/**
 * Has matches ask a model from now on, or not any more; what it predicted stays. Coverage and plans follow at once, the
 * calls with the next pass. Calls that wait in the queues for a model that is disabled end without asking.
 * @param id the model's id, or its name
 * @throws AppError 'not-found'
 */
export async function setModelEnabled(
	deps: SwitchDeps,
	{ id: given, enabled }: { id: string; enabled: boolean },
	operatorId: string,
): Promise<ModelSwitch> {
	const { db, realClock, feed } = deps;
	const { id, displayName: name } = await modelNamed(db, given);
	const demand = await modelDemand(deps, id);
	const changed = await db.$transaction(async (tx) => {
		const { count } = await tx.model.updateMany({ where: { id, enabled: !enabled }, data: { enabled } });
		if (count === 0) return false;
		const action = enabled ? 'models.enable' : 'models.disable';
		await recordAction(tx, { operatorId, at: realClock.now(), action, detail: { id, name, ...demand } });
		return true;
	});
	if (changed) feed.topic('coverage');
	return { id, name, enabled, changed, demand };
}

/** A model by its id or its name. @throws AppError 'not-found' */
async function modelNamed(db: Pick<Database, 'model'>, given: string) {
	const model =
		(await db.model.findUnique({ where: { id: given } })) ??
		(await db.model.findFirst({ where: { displayName: given }, orderBy: { id: 'asc' } }));
	if (model) return model;
	throw new AppError('not-found', `There is no model "${given}": see npm run touchline -- models.`);
}
