import type { BackfillRun } from '../../server/pipeline/backfill/read-run.ts';
import { backfillProgress, commandLines } from './backfill-text.ts';
import { ask } from './connection.ts';
import type { Shell } from './shell.ts';
import { waitFor } from './wait-for.ts';

/**
 * Waits until a run has ended or is paused. The exit code is 1 unless it has done all, and 130 after Ctrl-C.
 * @returns it, as it is then
 */
export async function followBackfill(
	shell: Shell,
	started: BackfillRun,
	url: string | undefined,
): Promise<BackfillRun> {
	const { id } = started;
	const run = await waitFor(shell, started, {
		read: () => ask(shell, { url }, ({ client, options }) => client.backfill.run.query({ id }, options)),
		isOver: ({ endedAt, pausedAt }) => endedAt !== null || pausedAt !== null,
		progress: backfillProgress,
		goesOn: ['It goes on without you:', ...commandLines(started)].join('\n'),
	});
	if (run.pausedAt) shell.err.write(`${['It is paused:', ...commandLines(run)].join('\n')}\n`);
	if (shell.exitCode === 0 && !hasDoneAll(run)) shell.exitCode = 1;
	return run;
}

function hasDoneAll({ matches: { total, outcomes } }: BackfillRun): boolean {
	return outcomes.done + outcomes.skipped === total;
}
