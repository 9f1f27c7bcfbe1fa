import { Command, CommanderError } from 'commander';
import { describeError } from '../../server/errors.ts';
import { addAcknowledge } from './acknowledge.ts';
import { addAlerts } from './alerts.ts';
import { addBackfill } from './backfill.ts';
import { addCancel } from './cancel.ts';
import { addClear } from './clear.ts';
import { addInvestigate } from './investigate.ts';
import { addModels } from './models.ts';
import { addPeople } from './people.ts';
import { addQueues } from './queues.ts';
import { addReconcile } from './reconcile.ts';
import { addRetry } from './retry.ts';
import type { Output, Shell } from './shell.ts';
import { addStatus } from './status.ts';
import { addWebhook } from './webhook.ts';

/**
 * Does what was typed after `touchline`, and says in one line why it could not.
 * @returns the exit code; nothing of the process is touched but what the shell gives
 */
export async function runTouchline(args: string[], shell: Shell): Promise<number> {
	try {
		await createProgram(shell).parseAsync(args, { from: 'user' });
		return shell.exitCode;
	} catch (error) {
		// It has been printed by now: help, or what is wrong with the command line.
		if (error instanceof CommanderError) return error.exitCode;
		shell.err.write(`${describeError(error)}\n`);
		return 1;
	}
}

function createProgram(shell: Shell): Command {
	const { out, err } = shell;
	// Commands take over how the program exits and prints at the moment they are added.
	const program = new Command('touchline')
		.exitOverride()
		// An option belongs to the command that it stands after, also when one above has it too.
		.enablePositionalOptions()
		.configureOutput({
			writeOut: (text) => out.write(text),
			writeErr: (text) => err.write(text),
			outputError: (text, write) => write(inOneLine(text)),
			getOutHelpWidth: () => widthOf(out),
			getErrHelpWidth: () => widthOf(err),
		})
		.description('Asks a running Touchline how it is, and tells it what to do.')
		.addHelpText(
			'after',
			'\nIt logs in with ADMIN_PASSWORD, or the password that `npm start` keeps in TOUCHLINE_DATA_DIR.' +
				'\nExit code 1: it could not do what it was asked. Each command’s --help tells its others.',
		);
	addStatus(program, shell);
	addAlerts(program, shell);
	addAcknowledge(program, shell);
	addWebhook(program, shell);
	addPeople(program, shell);
	addQueues(program, shell);
	addReconcile(program, shell);
	addInvestigate(program, shell);
	addRetry(program, shell);
	addClear(program, shell);
	addCancel(program, shell);
	addBackfill(program, shell);
	addModels(program, shell);
	return program;
}

/** In which help is set; 80 where the output has no width, as everywhere. */
function widthOf({ isTTY, columns = 80 }: Output): number {
	return isTTY ? columns : 80;
}

/** What commander says of a wrong command line, its suggestion included, with the remedy. */
function inOneLine(text: string): string {
	return `${text
		.trim()
		.replace(/^error: /, '')
		.replaceAll('\n', ' ')} See npm run touchline -- --help.\n`;
}
