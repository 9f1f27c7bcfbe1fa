import { urls } from '../../app/urls.ts';
import type { ProcessContext } from '../../server/process.ts';

/** A page as it is shown, and the name of its files. */
export interface ShownPage {
	name: string;
	path: string;
}

/** Every page of the console; of those about one thing, one that has much to show. */
export async function pagesToShow({ db }: Pick<ProcessContext, 'db'>): Promise<ShownPage[]> {
	const [match, action, run] = await Promise.all([
		db.match.findFirstOrThrow({
			where: { status: 'finished', settlements: { some: {} }, predictions: { some: {} } },
			orderBy: [{ kickoffAt: 'desc' }, { id: 'asc' }],
			include: { predictions: { take: 1, orderBy: { modelId: 'asc' } } },
		}),
		db.failureAction.findFirstOrThrow({ orderBy: { startedAt: 'desc' } }),
		db.backfillRun.findFirstOrThrow({ orderBy: { startedAt: 'desc' } }),
	]);
	const modelId = match.predictions[0]?.modelId ?? '';
	return [
		{ name: 'overview', path: urls.overview },
		{ name: 'alerts', path: urls.alerts },
		{ name: 'failures', path: urls.failures },
		{ name: 'failure-action', path: urls.failureAction(action.id) },
		{ name: 'matches', path: urls.matches },
		{ name: 'match', path: urls.match(match.id) },
		{ name: 'prediction', path: urls.prediction(match.id, modelId) },
		{ name: 'backfill', path: urls.backfillOfLastDays },
		{ name: 'backfill-run', path: urls.backfillRun(run.id) },
		{ name: 'queues', path: urls.queues },
		{ name: 'models', path: urls.models },
		{ name: 'model', path: urls.model(modelId) },
		{ name: 'history', path: urls.history },
		{ name: 'audit', path: urls.audit },
		{ name: 'settings', path: urls.settings },
	];
}
