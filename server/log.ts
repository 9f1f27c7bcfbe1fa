import { pino } from 'pino';

/** Structured log; fields `match`, `stage`, `model` and `job` carry ids. */
export type Logger = pino.Logger;

/** @param process the name of the process that every line carries, such as "prediction" */
export function createLogger(process: string, level: string): Logger {
	return pino({ level, base: { process } });
}
