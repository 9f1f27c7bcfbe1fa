import { AsyncLocalStorage } from 'node:async_hooks';
import { type DestinationStream, pino } from 'pino';

/**
 * Structured log; fields `match`, `stage`, `model`, `job` and `request` carry ids. Lines that a job or a request
 * causes have them of themselves: see `withLogFields`.
 */
export type Logger = pino.Logger;

const fieldsOf = new AsyncLocalStorage<Record<string, string>>();

/**
 * @param process the name of the process that every line carries, such as "prediction"
 * @param destination stdout by default
 */
export function createLogger(process: string, level: string, destination?: DestinationStream): Logger {
	const options: pino.LoggerOptions = {
		level,
		base: { process },
		// A copy: pino adds the line's own fields to it.
		mixin: () => ({ ...fieldsOf.getStore() }),
	};
	return destination ? pino(options, destination) : pino(options);
}

/** Whatever is logged by the work, however deep within it, carries these fields. A line's own fields win. */
export function withLogFields<Result>(fields: Record<string, string>, work: () => Result): Result {
	return fieldsOf.run({ ...fieldsOf.getStore(), ...fields }, work);
}
