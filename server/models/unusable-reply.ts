import { TransientError } from '../queue/outcomes.ts';
import type { SpentOnCall } from './cost.ts';

/** The provider answered, and there is no usable score in what it said. */
export class UnusableReplyError extends TransientError {
	/** What it took all the same, as far as that is known where the error is thrown. */
	readonly spent: SpentOnCall;

	constructor(message: string, { spent, ...options }: ErrorOptions & { spent?: Partial<SpentOnCall> } = {}) {
		super(message, options);
		this.spent = { promptTokens: null, completionTokens: null, costUsd: null, ...spent };
	}
}
