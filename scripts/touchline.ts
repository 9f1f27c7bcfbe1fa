import { Command } from 'commander';
import { describeError } from '../server/errors.ts';
import { addCancel } from './touchline/cancel.ts';
import { addClear } from './touchline/clear.ts';
import { addInvestigate } from './touchline/investigate.ts';
import { addReconcile } from './touchline/reconcile.ts';
import { addRetry } from './touchline/retry.ts';
import { addStatus } from './touchline/status.ts';

const program = new Command('touchline')
	.description('Asks a running Touchline how it is, and tells it what to do.')
	.configureOutput({ outputError: (text, write) => write(inOneLine(text)) })
	.addHelpText(
		'after',
		'\nIt logs in with ADMIN_PASSWORD, or the password that `npm start` keeps in TOUCHLINE_DATA_DIR.' +
			'\nExit code 1: it could not do what it was asked. Each command’s --help tells its others.',
	);
addStatus(program);
addReconcile(program);
addInvestigate(program);
addRetry(program);
addClear(program);
addCancel(program);

try {
	await program.parseAsync();
} catch (error) {
	process.stderr.write(`${describeError(error)}\n`);
	process.exitCode = 1;
}

/** What commander says of a wrong command line, its suggestion included, with the remedy. */
function inOneLine(text: string): string {
	return `${text
		.trim()
		.replace(/^error: /, '')
		.replaceAll('\n', ' ')} See npm run touchline -- --help.\n`;
}
