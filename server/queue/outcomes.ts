/**
 * How a job ends other than by being done. The type decides what happens next, never the text:
 * `TransientError` is tried again with backoff, `RateLimitedError` after the wait that the provider
 * named (no attempt used), `PermanentError` is dead at once, `NotYetError` is postponed (no attempt
 * used). Any other error counts as transient.
 */
export class TransientError extends Error {
	override readonly name = 'TransientError';
	/** The status that the other side refused with. */
	readonly httpStatus: number | null;

	constructor(message: string, { httpStatus = null, ...options }: ErrorOptions & RefusedWith = {}) {
		super(message, options);
		this.httpStatus = httpStatus;
	}
}

interface RefusedWith {
	httpStatus?: number | null;
}

export class RateLimitedError extends Error {
	override readonly name = 'RateLimitedError';

	/** @param waitMs real milliseconds until the provider takes calls again */
	constructor(
		message: string,
		readonly waitMs: number,
		options?: ErrorOptions,
	) {
		super(message, options);
	}
}

export class PermanentError extends Error {
	override readonly name = 'PermanentError';
	/** The status that the other side refused with. */
	readonly httpStatus: number | null;

	constructor(message: string, { httpStatus = null, ...options }: ErrorOptions & RefusedWith = {}) {
		super(message, options);
		this.httpStatus = httpStatus;
	}
}

export class NotYetError extends Error {
	override readonly name = 'NotYetError';

	/** @param until pipeline time at which the job is looked at again */
	constructor(
		message: string,
		readonly until: Date,
	) {
		super(message);
	}
}
