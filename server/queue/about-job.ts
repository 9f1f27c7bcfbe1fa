import type { QueueJob } from './backend.ts';

/** Ids that a job's log lines and spans carry; those that it has none of are left out. */
export function aboutJob({ id, name, data }: Pick<QueueJob, 'id' | 'name' | 'data'>): Record<string, string> {
	const { matchId, modelId } = typeof data === 'object' && data !== null ? asIds(data) : asIds({});
	return {
		...(id && { job: id }),
		// A model call is a part of the predictions.
		...(matchId && { match: matchId, stage: name === 'model-call' ? 'predictions' : name }),
		...(modelId && { model: modelId }),
	};
}

function asIds(data: object): { matchId: string; modelId: string } {
	const text = (value: unknown) => (typeof value === 'string' ? value : '');
	return {
		matchId: 'matchId' in data ? text(data.matchId) : '',
		modelId: 'modelId' in data ? text(data.modelId) : '',
	};
}
