import { type Command, Option } from 'commander';
import { type OperatorRole, ROLES } from '../../server/auth/roles.ts';
import { countOf } from '../../server/words.ts';
import { columns } from './columns.ts';
import { addCommonOptions, ask, type CommonOptions } from './connection.ts';
import { addToken } from './people-token.ts';
import type { Shell } from './shell.ts';

interface RoleOptions extends CommonOptions {
	role: OperatorRole;
}

export function addPeople(program: Command, shell: Shell): void {
	const people = program
		.command('people')
		.description('People: who gets into the console, and what they may do.');
	addList(people, shell);
	addAdd(people, shell);
	addRole(people, shell);
	addPassword(people, shell);
	addRemove(people, shell);
	addToken(people, shell);
}

function addList(people: Command, shell: Shell): void {
	addCommonOptions(people.command('list'))
		.description('Lists who gets in, and the names of their API tokens.')
		.action(async ({ json, url }: CommonOptions) => {
			const all = await ask(shell, { url }, ({ client, options }) =>
				client.people.list.query(undefined, options),
			);
			const lines = columns(
				all.map(({ name, role, sessions, tokens }) => [
					name,
					role,
					`${countOf(sessions, 'session')}`,
					tokens.length > 0 ? `tokens: ${tokens.map((token) => token.name).join(', ')}` : '',
				]),
			);
			print(shell, json, all, lines.join('\n'));
		});
}

function addAdd(people: Command, shell: Shell): void {
	addCommonOptions(people.command('add'))
		.description('Lets somebody in, with a password that is made up and shown this once.')
		.argument('<name>', 'what they log in with')
		.addOption(
			new Option(
				'--role <role>',
				'an operator may do everything; a viewer reads everything and changes nothing',
			)
				.choices(ROLES)
				.default('viewer'),
		)
		.addHelpText('after', '\nExit code 0: they get in; 1: somebody has the name.')
		.action(async (name: string, { role, json, url }: RoleOptions) => {
			const added = await ask(shell, { url }, ({ client, options }) =>
				client.people.add.mutate({ name, role }, options),
			);
			const text = `"${added.name}" gets in as ${AS[added.role]}, with this password, which is not shown again:\n${added.password}`;
			print(shell, json, added, text);
		});
}

function addRole(people: Command, shell: Shell): void {
	addCommonOptions(people.command('role'))
		.description('Says what somebody may do from now on.')
		.argument('<name>', 'of the person')
		.addOption(new Option('--role <role>', 'what they are').choices(ROLES).makeOptionMandatory())
		.addHelpText('after', '\nExit code 0: they are that, now or before; 1: there is nobody of this name.')
		.action(async (name: string, { role, json, url }: RoleOptions) => {
			const changed = await ask(shell, { url }, ({ client, options }) =>
				client.people.setRole.mutate({ name, role }, options),
			);
			print(shell, json, changed, `"${changed.name}" is ${AS[changed.role]}.`);
		});
}

function addPassword(people: Command, shell: Shell): void {
	addCommonOptions(people.command('password'))
		.description('Gives somebody another password, which is shown this once, and logs them out.')
		.argument('<name>', 'of the person')
		.addHelpText('after', '\nExit code 0: it is changed; 1: there is nobody of this name, or it is "admin".')
		.action(async (name: string, { json, url }: CommonOptions) => {
			const changed = await ask(shell, { url }, ({ client, options }) =>
				client.people.setPassword.mutate({ name }, options),
			);
			const text = `"${changed.name}" has this password, which is not shown again:\n${changed.password}`;
			print(shell, json, changed, text);
		});
}

function addRemove(people: Command, shell: Shell): void {
	addCommonOptions(people.command('remove'))
		.description('Lets somebody in no more: ends their sessions and tokens, and keeps what they did.')
		.argument('<name>', 'of the person')
		.addHelpText(
			'after',
			'\nExit code 0: they are removed; 1: there is nobody of this name, or it is "admin".',
		)
		.action(async (name: string, { json, url }: CommonOptions) => {
			const removed = await ask(shell, { url }, ({ client, options }) =>
				client.people.remove.mutate({ name }, options),
			);
			print(shell, json, removed, `"${removed.name}" is removed.`);
		});
}

const AS: Record<OperatorRole, string> = { operator: 'an operator', viewer: 'a viewer' };

function print(shell: Shell, json: boolean, answer: unknown, text: string): void {
	shell.out.write(json ? `${JSON.stringify(answer)}\n` : `${text}\n`);
}
