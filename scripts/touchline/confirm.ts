import { AppError } from '../../server/errors.ts';
import type { Shell } from './shell.ts';

/**
 * Asks the operator at the terminal, unless `--yes` has answered; anything but a yes is a no.
 * @param goAhead the options that answer it
 * @throws AppError ('invalid') when there is no terminal to ask at
 */
export async function confirm(
	shell: Shell,
	question: string,
	yes: boolean,
	goAhead = '--yes',
): Promise<boolean> {
	if (yes) return true;
	const answer = shell.question(`${question} [y/N] `);
	if (answer === null) {
		throw new AppError('invalid', `${question} There is no terminal to ask at: add ${goAhead} to go ahead.`);
	}
	return /^y(es)?$/i.test((await answer).trim());
}
