import { AppError, describeError } from '../errors.ts';
import { shortened } from '../foreign-text.ts';
import type { Logger } from '../log.ts';

/** Enough to tell one error from another. */
const LONGEST = 200;

/**
 * Logs why a competition could not be read or stored, and tells it in words that end a sentence. An error
 * that nobody foresaw says little to an operator; the log has it with where it came from.
 */
export function sourceTrouble(error: unknown, competition: string, log: Logger): string {
	if (error instanceof AppError) {
		log.error({ competition, reason: error.message }, 'competition left out');
		return error.message;
	}
	log.error({ competition, err: error }, 'competition left out');
	const [line = ''] = describeError(error).trim().split('\n').slice(-1);
	return `an error that was not foreseen (${shortened(line, LONGEST)}); the log of the scheduling worker has it all.`;
}
