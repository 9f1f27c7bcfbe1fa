import type { Command } from 'commander';
import { AppError } from '../../server/errors.ts';
import { listed } from '../../server/words.ts';
import { addBackfillControl } from './backfill-control.ts';
import { addBackfillOptions, type BackfillOptions, readBackfillSelection } from './backfill-options.ts';
import { addBackfillStatus } from './backfill-status.ts';
import { addCommonOptions } from './connection.ts';
import { type RunOptions, runBackfill } from './run-backfill.ts';
import type { Shell } from './shell.ts';

export function addBackfill(program: Command, shell: Shell): void {
	const command = addBackfillOptions(program.command('backfill'))
		.description('Asks for the predictions that matches lack, after their kick-off: they are retroactive.')
		.option('--dry-run', 'says what it would do, and does nothing', false)
		.option('--yes', 'goes ahead without a question', false)
		.option('--no-wait', 'does not wait until it has ended')
		.addHelpText(
			'after',
			'\nExit code 0: all of its matches are done, or there was nothing to do; 1: some failed, or it was paused or cancelled.' +
				'\nWhen another backfill has all of the matches, it follows that one. Ctrl-C while it waits leaves it running.',
		)
		.action((options: BackfillOptions & RunOptions) =>
			runBackfill(shell, readBackfillSelection(options), options),
		)
		.hook('preSubcommand', refuseOptions);
	addCommonOptions(command);
	addBackfillStatus(command, shell);
	addBackfillControl(command, shell);
}

/** Those before the name of a command below it would be about nothing. */
function refuseOptions(command: Command, below: Command): void {
	const given = command.options.filter(
		(option) => command.getOptionValueSource(option.attributeName()) === 'cli',
	);
	if (given.length === 0) return;
	const names = listed(given.map(({ long }) => long ?? ''));
	throw new AppError('invalid', `${names} must stand after "${below.name()}", if it takes them.`);
}
