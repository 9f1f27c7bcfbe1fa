import type { Command } from 'commander';
import { addCommonOptions, ask, type CommonOptions } from './connection.ts';
import type { Shell } from './shell.ts';

/** API tokens: with one, a program may do what its person may. */
export function addToken(people: Command, shell: Shell): void {
	const token = people.command('token').description('API tokens, for programs.');
	addCommonOptions(token.command('add'))
		.description('Makes a token, and shows it this once: "Authorization: Bearer <token>".')
		.argument('<name>', 'of the person whose rights it has')
		.argument('<token>', 'what it is called here, such as "uptime check"')
		.addHelpText(
			'after',
			'\nExit code 0: it is made; 1: there is nobody of this name, or they have one called so.',
		)
		.action(async (name: string, called: string, { json, url }: CommonOptions) => {
			const added = await ask(shell, { url }, ({ client, options }) =>
				client.people.addToken.mutate({ name, token: called }, options),
			);
			const text = `The token "${added.token}" of "${added.name}", which is not shown again:\n${added.secret}`;
			shell.out.write(json ? `${JSON.stringify(added)}\n` : `${text}\n`);
		});
	addCommonOptions(token.command('remove'))
		.description('Takes a token away: what sends it is refused at once.')
		.argument('<name>', 'of the person')
		.argument('<token>', 'what it is called here')
		.addHelpText('after', '\nExit code 0: it is removed; 1: there is none of this name.')
		.action(async (name: string, called: string, { json, url }: CommonOptions) => {
			const removed = await ask(shell, { url }, ({ client, options }) =>
				client.people.removeToken.mutate({ name, token: called }, options),
			);
			const text = `The token "${removed.token}" of "${removed.name}" is removed.`;
			shell.out.write(json ? `${JSON.stringify(removed)}\n` : `${text}\n`);
		});
}
