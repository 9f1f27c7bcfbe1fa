import { createInterface } from 'node:readline';
import { AppError } from '../../server/errors.ts';

/**
 * Asks the operator at the terminal, unless `--yes` has answered; Ctrl-C and Ctrl-D are a no.
 * @throws AppError ('invalid') when there is no terminal to ask at
 */
export async function confirm(question: string, yes: boolean): Promise<boolean> {
	if (yes) return true;
	if (!process.stdin.isTTY) {
		throw new AppError('invalid', `${question} There is no terminal to ask at: add --yes to go ahead.`);
	}
	// The result alone goes to standard output.
	const terminal = createInterface({ input: process.stdin, output: process.stderr });
	const answer = await new Promise<string>((resolve) => {
		terminal.once('close', () => resolve(''));
		terminal.question(`${question} [y/N] `, resolve);
	});
	terminal.close();
	return /^y(es)?$/i.test(answer.trim());
}
