import type { Command } from 'commander';
import { DAY } from '../../server/clock.ts';
import { LOOK_BACK } from '../../server/pipeline/investigation/look-back.ts';
import { addCommonOptions, ask, type CommonOptions } from './connection.ts';
import { investigationText } from './investigation-text.ts';
import type { Shell } from './shell.ts';
import { daysOf } from './since.ts';

interface InvestigateOptions extends CommonOptions {
	/** In days. */
	since: number;
	resolved: boolean;
}

export function addInvestigate(program: Command, shell: Shell): void {
	addCommonOptions(program.command('investigate'))
		.description('Says why what failed has failed: groups failures by their cause, with evidence and remedy.')
		.option('--since <time>', 'failures that were seen within 30m, 12h, 7d', daysOf, LOOK_BACK / DAY)
		.option('--resolved', 'also those that have been resolved since', false)
		.addHelpText('after', '\nIt changes nothing. Exit code 0: it looked, whatever it found.')
		.action(async ({ json, url, since, resolved }: InvestigateOptions) => {
			const investigation = await ask(shell, { url }, ({ client, options }) =>
				client.failures.investigate.query({ sinceDays: since, resolved }, options),
			);
			shell.out.write(json ? `${JSON.stringify(investigation)}\n` : investigationText(investigation));
		});
}
