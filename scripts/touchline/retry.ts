import type { Command } from 'commander';
import type { RouterOutputs } from '../../server/trpc/client.ts';
import { countOf } from '../../server/words.ts';
import { type ActOptions, act, type Verb } from './act.ts';
import { columns } from './columns.ts';
import { confirm } from './confirm.ts';
import { addCommonOptions, ask } from './connection.ts';
import { addSelectionOptions, readSelection, type SelectionOptions } from './selection.ts';
import type { Shell } from './shell.ts';
import { readTarget } from './target.ts';

const RETRY: Verb = {
	name: 'Retry',
	async start({ client: { failures }, options }, target) {
		switch (target.by) {
			case 'group': {
				const { group, sinceDays, count: confirmed } = target;
				return { action: await failures.retryGroup.mutate({ group, sinceDays, confirmed }, options) };
			}
			case 'failure':
				return failures.retry.mutate({ ids: target.ids }, options);
			case 'all':
				return {
					action: await failures.retryMatching.mutate(
						{ filter: target.filter, confirmed: target.count },
						options,
					),
				};
		}
	},
};

export function addRetry(program: Command, shell: Shell): void {
	const command = addCommonOptions(program.command('retry'))
		.description('Tries failed work again at once, with fresh data; missing predictions are made first.')
		.option('--yes', 'goes ahead without a question', false)
		.option('--no-wait', 'does not wait until what it queued is done')
		.addHelpText(
			'after',
			'\nExit code 0: it did what it says, per failure or match; 1: nothing that was named exists. Ctrl-C while it waits leaves the action running.',
		);
	addSelectionOptions(command, 'the settlements of matches, by the ids of the matches').action(
		async (options: ActOptions & SelectionOptions) => {
			const selection = readSelection(options);
			if (selection.by === 'match') return retryMatches(shell, selection.ids, options);
			const target = await ask(shell, options, (asking) => readTarget(asking, selection));
			await act(shell, RETRY, target, options);
		},
	);
}

async function retryMatches(shell: Shell, matchIds: string[], { url, json, yes }: ActOptions): Promise<void> {
	const what =
		matchIds.length === 1 ? 'the settlement of 1 match' : `the settlements of ${matchIds.length} matches`;
	if (!(await confirm(shell, `Retry ${what}?`, yes))) {
		shell.out.write(json ? `${JSON.stringify({ matches: [] })}\n` : 'Nothing was done.\n');
		return;
	}
	const answer = await ask(shell, { url }, ({ client, options }) =>
		client.settlement.retry.mutate({ matchIds }, options),
	);
	if (answer.matches.every(({ home }) => home === null)) shell.exitCode = 1;
	shell.out.write(json ? `${JSON.stringify(answer)}\n` : `${matchesText(answer)}\n`);
}

function matchesText({ matches }: RouterOutputs['settlement']['retry']): string {
	const queued = matches.filter(({ outcome }) => outcome === 'queued').length;
	const refused = matches.length - queued;
	return [
		`${countOf(queued, 'match', 'matches')} queued${refused > 0 ? `, ${refused} refused` : ''}.`,
		...columns(
			matches.map(({ id, home, away, outcome, reason, next }) => [
				home === null ? id : `${home} – ${away}`,
				outcome,
				reason ?? (next ? `next: ${next.what}` : ''),
			]),
		),
	].join('\n');
}
