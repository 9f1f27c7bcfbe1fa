import type { Command } from 'commander';
import { countOf } from '../../server/words.ts';
import { addCommonOptions, ask, type CommonOptions } from './connection.ts';
import type { Shell } from './shell.ts';

export function addAcknowledge(program: Command, shell: Shell): void {
	addCommonOptions(program.command('acknowledge'))
		.description(
			'Says that you know of alerts and look after them; they stay open until what is wrong has gone.',
		)
		.argument('<alert...>', 'their ids, as `alerts` tells them')
		.addHelpText(
			'after',
			'\nExit code 0: they are acknowledged, now or before; 1: there is no such alert, or it has closed, and none was.',
		)
		.action(async (ids: string[], { json, url }: CommonOptions) => {
			const alerts = await ask(shell, { url }, ({ client, options }) =>
				client.alerts.acknowledge.mutate({ ids }, options),
			);
			const text = `${countOf(alerts.length, 'alert')} acknowledged.`;
			shell.out.write(json ? `${JSON.stringify(alerts)}\n` : `${text}\n`);
		});
}
