import type { Command } from 'commander';
import type { BackfillRun } from '../../server/pipeline/backfill/read-run.ts';
import { budgetUsd } from './backfill-options.ts';
import { backfillText } from './backfill-text.ts';
import { type Asking, addCommonOptions, ask, type CommonOptions } from './connection.ts';
import type { Shell } from './shell.ts';

/** What an operator does to a run. */
interface Control<Options> {
	act(asking: Asking, id: string, options: Options): Promise<BackfillRun>;
	/** Whether the run is now as it was meant to be. */
	isSo(run: BackfillRun): boolean;
	/** What the run is now if it is so. */
	so: string;
}

interface ResumeOptions extends CommonOptions {
	budget?: number | 'none';
}

export function addBackfillControl(backfill: Command, shell: Shell): void {
	add(backfill.command('pause'), shell, {
		act: ({ client, options }, id) => client.backfill.pause.mutate({ id }, options),
		isSo: ({ pausedAt }) => pausedAt !== null,
		so: 'paused',
	}).description('Begins no further match of a backfill until it is resumed; what is under way ends.');
	add<ResumeOptions>(backfill.command('resume'), shell, {
		act: ({ client, options }, id, { budget }) =>
			client.backfill.resume.mutate({ id, budgetUsd: budget === 'none' ? null : budget }, options),
		isSo: ({ pausedAt, cancelledAt, endedAt }) =>
			pausedAt === null && cancelledAt === null && endedAt === null,
		so: 'going on',
	})
		.description('Goes on with a backfill that is paused.')
		.option(
			'--budget <usd>',
			'US dollars at which it pauses instead, or "none"; one that its budget paused needs more',
			budgetOrNone,
		);
	add(backfill.command('cancel'), shell, {
		act: ({ client, options }, id) => client.backfill.cancel.mutate({ id }, options),
		isSo: ({ cancelledAt, endedAt }) => cancelledAt !== null || endedAt !== null,
		so: 'cancelled or has ended',
	}).description(
		'Begins no further match of a backfill for good; what is under way ends, and what was made stays.',
	);
}

function add<Options extends CommonOptions>(
	command: Command,
	shell: Shell,
	{ act, isSo, so }: Control<Options>,
): Command {
	return addCommonOptions(command)
		.argument('<run>', 'its id, as `backfill status` tells it')
		.addHelpText('after', `\nExit code 0: it is ${so}, now or before; 1: it is not.`)
		.action(async (id: string, given: Options) => {
			const { url, json } = given;
			const run = await ask(shell, { url }, (asking) => act(asking, id, given));
			shell.out.write(json ? `${JSON.stringify(run)}\n` : `${backfillText(run)}\n`);
			if (!isSo(run)) shell.exitCode = 1;
		});
}

function budgetOrNone(text: string): number | 'none' {
	return text === 'none' ? text : budgetUsd(text);
}
