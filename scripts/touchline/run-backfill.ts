import { AppError } from '../../server/errors.ts';
import type { BackfillSelection } from '../../server/pipeline/backfill/order.ts';
import type { BackfillPreview } from '../../server/pipeline/backfill/preview.ts';
import type { BackfillRun } from '../../server/pipeline/backfill/read-run.ts';
import { previewText } from './backfill-preview-text.ts';
import { backfillText, failedLines } from './backfill-text.ts';
import { type BackfillConsent, confirmBackfill } from './confirm-backfill.ts';
import { ask, type CommonOptions } from './connection.ts';
import { followBackfill } from './follow-backfill.ts';
import { readFailedMatches } from './read-failed-matches.ts';
import type { Shell } from './shell.ts';

export interface RunOptions extends CommonOptions, BackfillConsent {
	dryRun: boolean;
	wait: boolean;
}

/** Shows what a backfill would do, asks, starts it, follows it, and says what came of it. */
export async function runBackfill(
	shell: Shell,
	selection: BackfillSelection,
	options: RunOptions,
): Promise<void> {
	const { url, json } = options;
	const preview = await readPreview(shell, selection, url);
	if (options.dryRun) {
		return void shell.out.write(json ? `${JSON.stringify({ preview })}\n` : `${previewText(preview)}\n`);
	}
	if (preview.matches === 0) return tell(shell, preview, await runOver(shell, preview, url), options);

	shell.err.write(`${previewText(preview)}\n`);
	if (!(await confirmBackfill(shell, preview, options))) {
		const declined = JSON.stringify({ preview, run: null, failed: [] });
		return void shell.out.write(json ? `${declined}\n` : 'Nothing was done.\n');
	}
	const started = await start(shell, selection, preview, url);
	return tell(shell, started.preview, started.run, options);
}

function readPreview(
	shell: Shell,
	selection: BackfillSelection,
	url: string | undefined,
): Promise<BackfillPreview> {
	return ask(shell, { url }, ({ client, options }) => client.backfill.preview.query(selection, options));
}

/** Starts what was previewed; when it has been done or begun since, there is nothing to start any more. */
async function start(
	shell: Shell,
	selection: BackfillSelection,
	preview: BackfillPreview,
	url: string | undefined,
): Promise<{ preview: BackfillPreview; run: BackfillRun | null }> {
	const { matches, anew } = preview;
	const pinned = pin(selection, preview);
	try {
		const run = await ask(shell, { url }, ({ client, options }) =>
			client.backfill.start.mutate({ selection: pinned, confirmed: { matches, anew } }, options),
		);
		shell.err.write(`Backfill ${run.id} has begun.\n`);
		return { preview, run };
	} catch (error) {
		if (!(error instanceof AppError && error.code === 'conflict')) throw error;
		const now = await readPreview(shell, pinned, url);
		if (now.matches > 0) throw error;
		return { preview: now, run: await runOver(shell, now, url) };
	}
}

/** Days count from now, and an operator may think about the question for a while: what was shown is what is meant. */
function pin(selection: BackfillSelection, { window }: BackfillPreview): BackfillSelection {
	const { from, to } = selection;
	return window && !from && !to ? { ...selection, ...window, days: undefined } : selection;
}

/** The run that has matches of the preview already, if one has. */
async function runOver(
	shell: Shell,
	{ takenBy: id }: BackfillPreview,
	url: string | undefined,
): Promise<BackfillRun | null> {
	if (id === null) return null;
	shell.err.write(`Backfill ${id} has these matches already: this is about that one.\n`);
	return ask(shell, { url }, ({ client, options }) => client.backfill.run.query({ id }, options));
}

/** Follows a run to its end, if there is one, and prints the result. */
async function tell(
	shell: Shell,
	preview: BackfillPreview,
	begun: BackfillRun | null,
	{ url, json, wait }: RunOptions,
): Promise<void> {
	const run = begun && wait ? await followBackfill(shell, begun, url) : begun;
	const failed = run ? await ask(shell, { url }, (asking) => readFailedMatches(asking, run)) : [];
	const text = run
		? [backfillText(run), ...failedLines(failed, run.matches.outcomes.failed)].join('\n')
		: previewText(preview);
	shell.out.write(json ? `${JSON.stringify({ preview, run, failed })}\n` : `${text}\n`);
}
