import type { Command } from 'commander';
import { type ActOptions, act, type Verb } from './act.ts';
import { addCommonOptions, ask } from './connection.ts';
import { addSelectionOptions, readSelection, type SelectionOptions } from './selection.ts';
import type { Shell } from './shell.ts';
import { readTarget } from './target.ts';

interface ClearOptions extends ActOptions, SelectionOptions {
	reason: string;
}

export function addClear(program: Command, shell: Shell): void {
	const command = addCommonOptions(program.command('clear'))
		.description('Closes failures with a reason, without another try.')
		.requiredOption('--reason <text>', 'why; the audit trail keeps it')
		.option('--yes', 'goes ahead without a question', false)
		.option('--no-wait', 'does not wait until all are closed')
		.addHelpText(
			'after',
			'\nExit code 0: it did what it says; 1: nothing that was named exists. Ctrl-C while it waits leaves the action running.',
		);
	addSelectionOptions(command, 'all failures of matches, by the ids of the matches').action(
		async (options: ClearOptions) => {
			const selection = readSelection(options);
			const target = await ask(shell, options, (asking) => readTarget(asking, selection));
			await act(shell, clearing(options.reason), target, options);
		},
	);
}

function clearing(reason: string): Verb {
	return {
		name: 'Clear',
		async start({ client: { failures }, options }, target) {
			switch (target.by) {
				case 'group': {
					const { group, sinceDays, count: confirmed } = target;
					return {
						action: await failures.clearGroup.mutate({ group, sinceDays, confirmed, reason }, options),
					};
				}
				case 'failure':
					return failures.clear.mutate({ ids: target.ids, reason }, options);
				case 'all':
					return {
						action: await failures.clearMatching.mutate(
							{ filter: target.filter, confirmed: target.count, reason },
							options,
						),
					};
			}
		},
	};
}
