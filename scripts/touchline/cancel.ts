import type { Command } from 'commander';
import { actionText } from './action-text.ts';
import { addCommonOptions, ask, type CommonOptions } from './connection.ts';
import type { Shell } from './shell.ts';

export function addCancel(program: Command, shell: Shell): void {
	addCommonOptions(program.command('cancel'))
		.description('Stops a retry or clear that goes on: what was done stays, the rest is left alone.')
		.argument('<action>', 'its id')
		.addHelpText('after', '\nExit code 0: it has ended, now or before.')
		.action(async (id: string, { json, url }: CommonOptions) => {
			const action = await ask(shell, { url }, ({ client, options }) =>
				client.failures.cancelAction.mutate({ id }, options),
			);
			shell.out.write(json ? `${JSON.stringify(action)}\n` : `${actionText(action)}\n`);
		});
}
