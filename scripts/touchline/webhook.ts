import { type Command, Option } from 'commander';
import type { AlertSeverity } from '../../server/alerts/alert.ts';
import { SEVERITIES } from '../../server/alerts/severities.ts';
import type { Webhook } from '../../server/alerts/webhooks.ts';
import { columns } from './columns.ts';
import { type Asking, addCommonOptions, ask, type CommonOptions } from './connection.ts';
import type { Shell } from './shell.ts';

interface AddOptions extends CommonOptions {
	secret?: string;
	leastSeverity: AlertSeverity;
}

export function addWebhook(program: Command, shell: Shell): void {
	const webhook = program.command('webhook').description('Webhooks: addresses that alerts are sent to.');
	addAdd(webhook, shell);
	addList(webhook, shell);
	addTest(webhook, shell);
	addChange(webhook.command('enable'), shell, {
		act: ({ client, options }, name) => client.webhooks.setEnabled.mutate({ name, enabled: true }, options),
		done: 'is on',
	}).description('Sends alerts to a webhook again, from now on.');
	addChange(webhook.command('disable'), shell, {
		act: ({ client, options }, name) => client.webhooks.setEnabled.mutate({ name, enabled: false }, options),
		done: 'is off',
	}).description('Sends nothing to a webhook any more; what waits for it is given up.');
	addChange(webhook.command('remove'), shell, {
		act: ({ client, options }, name) => client.webhooks.remove.mutate({ name }, options),
		done: 'is removed',
	}).description('Removes a webhook with its deliveries.');
}

function addAdd(webhook: Command, shell: Shell): void {
	addCommonOptions(webhook.command('add'))
		.description('Adds a webhook and shows the secret that signs its messages, this once.')
		.argument('<name>', 'what it is called here')
		.argument('<address>', 'an http or https URL that takes what Slack takes')
		.option('--secret <secret>', '16 characters at least; made up when it is left out')
		.addOption(
			new Option('--least-severity <severity>', 'what is less severe is not sent')
				.choices(SEVERITIES)
				.default('info'),
		)
		.action(async (name: string, address: string, { secret, leastSeverity, json, url }: AddOptions) => {
			const added = await ask(shell, { url }, ({ client, options }) =>
				client.webhooks.add.mutate({ name, url: address, leastSeverity, secret }, options),
			);
			const text = `The webhook "${added.name}" is added. Its secret, which is not shown again:\n${added.secret}`;
			print(shell, json, added, text);
		});
}

function addList(webhook: Command, shell: Shell): void {
	addCommonOptions(webhook.command('list'))
		.description('Lists the webhooks; their secrets are not told.')
		.action(async ({ json, url }: CommonOptions) => {
			const webhooks = await ask(shell, { url }, ({ client, options }) =>
				client.webhooks.list.query(undefined, options),
			);
			const lines = columns(
				webhooks.map(({ name, enabled, leastSeverity, url: address }) => [
					name,
					enabled ? 'on' : 'off',
					`${leastSeverity} and more severe`,
					address,
				]),
			);
			print(shell, json, webhooks, lines.join('\n') || 'There is no webhook.');
		});
}

function addTest(webhook: Command, shell: Shell): void {
	addCommonOptions(webhook.command('test'))
		.description('Sends a test message now, and waits for what comes of it.')
		.argument('<name>', 'of the webhook')
		.addHelpText('after', '\nExit code 0: it was delivered; 1: it was not.')
		.action(async (name: string, { json, url }: CommonOptions) => {
			const result = await ask(shell, { url }, ({ client, options }) =>
				client.webhooks.test.mutate({ name }, options),
			);
			const text = result.delivered ? 'Delivered.' : `Not delivered: ${result.problem}`;
			print(shell, json, result, text);
			if (!result.delivered) shell.exitCode = 1;
		});
}

/** What an operator does to a webhook. */
interface Change {
	act(asking: Asking, name: string): Promise<Webhook>;
	/** What it is afterwards. */
	done: string;
}

function addChange(command: Command, shell: Shell, { act, done }: Change): Command {
	return addCommonOptions(command)
		.argument('<name>', 'of the webhook')
		.addHelpText('after', `\nExit code 0: it ${done}, now or before; 1: there is none of this name.`)
		.action(async (name: string, { json, url }: CommonOptions) => {
			const changed = await ask(shell, { url }, (asking) => act(asking, name));
			print(shell, json, changed, `The webhook "${changed.name}" ${done}.`);
		});
}

function print(shell: Shell, json: boolean, answer: unknown, text: string): void {
	shell.out.write(json ? `${JSON.stringify(answer)}\n` : `${text}\n`);
}
