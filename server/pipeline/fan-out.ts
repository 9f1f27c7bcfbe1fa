import { after } from '../clock.ts';
import { newJob } from '../queue/catalogue.ts';
import { NotYetError, PermanentError } from '../queue/outcomes.ts';
import { yieldAfterKickoff } from './after-kickoff.ts';
import { type AskedModel, enabledModels } from './enabled-models.ts';
import { loadFacts } from './load-facts.ts';
import { withIds } from './match-condition.ts';
import { plan } from './plan.ts';
import { ensurePrompt } from './prompts.ts';
import type { ReconcileDeps } from './reconcile.ts';
import { BLOCKED_RETRY, dueBeforeKickoff } from './stages.ts';
import { modelsToAsk } from './work-state.ts';

/**
 * Queues one model call for every enabled model that has no prediction of the match, on its provider's
 * queue. Nobody waits for the calls: a match is predicted when its predictions are stored.
 * @throws NotYetError before the predictions are due, or while an earlier stage has not ended
 * @throws PermanentError when there is no such match
 */
export async function fanOut(deps: Omit<ReconcileDeps, 'log'>, matchId: string): Promise<void> {
	const { db, clock, queues, windows } = deps;
	const [[facts], models] = await Promise.all([loadFacts(deps, withIds([matchId])), enabledModels(db)]);
	if (!facts) throw new PermanentError(`There is no match ${matchId} to predict.`);

	const now = clock.now();
	const { predictions } = plan(facts, now, windows).stages;
	if (predictions.is === 'expired' || predictions.is === 'done') return;
	const dueAt = dueBeforeKickoff('predictions', facts.kickoffAt);
	if (now < dueAt) throw new NotYetError('The predictions are not due yet.', dueAt);
	if (predictions.is === 'blocked') {
		throw new NotYetError(`The predictions wait for the ${predictions.by}.`, after(now, BLOCKED_RETRY));
	}

	const asked = new Set(modelsToAsk(facts, now));
	const called = models.filter(({ id }) => asked.has(id));
	const { missing } = facts.predictions;
	const blocked = new Set(missing.filter(({ job }) => job?.state === 'ended').map(({ modelId }) => modelId));
	const callTo = ({ id, provider }: AskedModel) =>
		yieldAfterKickoff(newJob('model-call', { matchId, modelId: id, provider }), facts.kickoffAt, now);
	await ensurePrompt(db, matchId, now);
	await queues.add(called.filter(({ id }) => !blocked.has(id)).map(callTo));
	await queues.replace(called.filter(({ id }) => blocked.has(id)).map(callTo));
}
