import type { Command } from 'commander';
import { addCommonOptions, ask, type CommonOptions, TouchlineDown } from './connection.ts';
import { readStatus, type Status } from './read-status.ts';
import type { Shell } from './shell.ts';
import { statusText } from './status-text.ts';

const EXIT_CODES: Record<Status['status'], number> = { ok: 0, degraded: 2, down: 3 };

export function addStatus(program: Command, shell: Shell): void {
	addCommonOptions(program.command('status'))
		.description('Says whether every match is served, and what is wrong.')
		.addHelpText(
			'after',
			'\nExit code 0: all is well. 2: degraded, a coming match has a gap. 3: down, a worker, the database or the queue is missing.',
		)
		.action(async ({ json, url }: CommonOptions) => {
			try {
				const status = await ask(shell, { url }, readStatus);
				shell.out.write(json ? `${JSON.stringify(status)}\n` : statusText(status));
				shell.exitCode = EXIT_CODES[status.status];
			} catch (error) {
				if (!(error instanceof TouchlineDown)) throw error;
				shell.err.write(`${error.message}\n`);
				shell.exitCode = EXIT_CODES.down;
			}
		});
}
