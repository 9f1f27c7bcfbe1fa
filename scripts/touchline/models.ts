import { type Command, Option } from 'commander';
import { USAGE_HOURS, type UsageSpan } from '../../server/history/model-usage.ts';
import { confirm } from './confirm.ts';
import { addCommonOptions, ask, type CommonOptions } from './connection.ts';
import { listText, switchQuestion, switchText } from './models-text.ts';
import type { Shell } from './shell.ts';

const SPANS: string[] = Object.keys(USAGE_HOURS);

/** `models`, `models enable NAME`, `models disable NAME`. */
export function addModels(program: Command, shell: Shell): void {
	const models = addCommonOptions(program.command('models'))
		.description('Lists the models: how many of their calls they answered, how fast, and for how much.')
		.addOption(new Option('--over <time>', 'the last 24 hours, 7 or 30 days').choices(SPANS).default('day'))
		.action(async ({ json, url, over }: CommonOptions & { over: UsageSpan }) => {
			const list = await ask(shell, { url }, ({ client, options }) =>
				client.models.list.query({ span: over }, options),
			);
			shell.out.write(`${json ? JSON.stringify(list) : listText(list, over)}\n`);
		});
	addSwitch(models, shell, true);
	addSwitch(models, shell, false);
}

interface SwitchOptions extends CommonOptions {
	yes: boolean;
}

function addSwitch(models: Command, shell: Shell, enabled: boolean): void {
	addCommonOptions(models.command(enabled ? 'enable' : 'disable'))
		.description(
			enabled
				? 'Has matches ask a model again, those of the last 7 days that lack it too.'
				: 'Asks a model nothing any more; what it predicted stays.',
		)
		.argument('<name>', 'the name or id of the model')
		.option('-y, --yes', 'do not ask before it is done', false)
		.addHelpText(
			'after',
			`\nExit code 0: it is ${enabled ? 'enabled' : 'disabled'}, now or before, or you said no; 1: there is none of this name.`,
		)
		.action(async (given: string, { json, url, yes }: SwitchOptions) => {
			const list = await ask(shell, { url }, ({ client, options }) => client.models.list.query({}, options));
			const model = list.models.find(({ id, name }) => id === given || name === given);
			if (model && model.enabled !== enabled) {
				const { demand } = await ask(shell, { url }, ({ client, options }) =>
					client.models.one.query({ id: model.id }, options),
				);
				if (!(await confirm(shell, switchQuestion({ ...model, demand }, enabled), yes))) {
					shell.out.write('Nothing was changed.\n');
					return;
				}
			}
			const done = await ask(shell, { url }, ({ client, options }) =>
				client.models.setEnabled.mutate({ id: model?.id ?? given, enabled }, options),
			);
			shell.out.write(`${json ? JSON.stringify(done) : switchText(done)}\n`);
		});
}
