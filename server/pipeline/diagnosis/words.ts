import { STAGE_WORDS } from '../stage-words.ts';
import type { FailedWork } from './case.ts';
import type { Remedy } from './cause.ts';

export function recovery(text: string): Omit<Remedy, 'command'> {
	return {
		text: `${text} Missing predictions are made now, marked as retroactive, and the matches settle from them.`,
		action: 'recover',
	};
}

export function work({ stage, modelId }: FailedWork): string {
	return modelId === null ? STAGE_WORDS[stage] : `call to ${modelId}`;
}
