/** What went wrong, as far as a caller has to tell cases apart. HTTP and tRPC translate these once. */
export type ErrorCode =
	| 'invalid'
	| 'unauthenticated'
	| 'forbidden'
	| 'not-found'
	| 'conflict'
	| 'rate-limited'
	| 'unavailable';

/**
 * The one error class for what a user or caller can be told. `message` is one sentence that names the
 * thing and the remedy; it is shown as it is.
 */
export class AppError extends Error {
	override readonly name = 'AppError';

	constructor(
		readonly code: ErrorCode,
		message: string,
		options?: ErrorOptions,
	) {
		super(message, options);
	}
}

/** One line for a terminal or a log; never a stack trace for an error that was meant to be read. */
export function describeError(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
