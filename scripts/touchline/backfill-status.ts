import type { Command } from 'commander';
import { formatDuration, formatTime } from '../../app/time/format.ts';
import type { BackfillItem } from '../../server/pipeline/backfill/read-items.ts';
import type { BackfillRun } from '../../server/pipeline/backfill/read-run.ts';
import { timeLeft } from '../../server/pipeline/backfill/time-left.ts';
import { countOf } from '../../server/words.ts';
import { backfillText, commandLines, failedLines } from './backfill-text.ts';
import { columns } from './columns.ts';
import { type Asking, addCommonOptions, ask, type CommonOptions } from './connection.ts';
import { readFailedMatches } from './read-failed-matches.ts';
import type { Shell } from './shell.ts';

export function addBackfillStatus(backfill: Command, shell: Shell): void {
	addCommonOptions(backfill.command('status'))
		.description('Says how far a backfill is, and which others have not ended.')
		.argument('[run]', 'its id; the newest by default')
		.addHelpText('after', '\nExit code 0: it could be told, also when there is no backfill.')
		.action(async (id: string | undefined, { json, url }: CommonOptions) => {
			const status = await ask(shell, { url }, (asking) => readBackfillStatus(asking, id));
			shell.out.write(json ? `${JSON.stringify(status)}\n` : `${statusText(status)}\n`);
		});
}

interface BackfillStatus {
	/** Null when there is none yet. */
	run: BackfillRun | null;
	/** Its matches that failed, the first of them when there are many. */
	failed: BackfillItem[];
	/** The other ones that have not ended. */
	unended: BackfillRun[];
}

async function readBackfillStatus(asking: Asking, id: string | undefined): Promise<BackfillStatus> {
	const { client, options } = asking;
	const { runs: recent } = await client.backfill.recent.query({}, options);
	const run = id === undefined ? (recent[0] ?? null) : await client.backfill.run.query({ id }, options);
	return {
		run,
		failed: run ? await readFailedMatches(asking, run) : [],
		unended: recent.filter((other) => other.endedAt === null && other.id !== run?.id),
	};
}

function statusText({ run, failed, unended }: BackfillStatus): string {
	if (!run)
		return 'There is no backfill yet: npm run touchline -- backfill --dry-run shows what one would do.';
	return [
		backfillText(run),
		...columns(details(run)),
		...section('Failed', failedLines(failed, run.matches.outcomes.failed)),
		...section('Commands', run.endedAt ? [] : commandLines(run)),
		...section(
			'Others that have not ended',
			columns(unended.map((other) => [other.id, backfillText(other)])),
		),
	].join('\n');
}

function details(run: BackfillRun): string[][] {
	const left = timeLeft(run);
	return [
		['run', run.id],
		['about', run.selection],
		['policy', `${run.policy}, ${run.order} first, ${countOf(run.concurrency, 'match', 'matches')} at once`],
		['started', `${formatTime(run.startedAt, 'UTC')} UTC by ${run.operator}`],
		...(run.pausedAt ? [['paused', `${formatTime(run.pausedAt, 'UTC')} UTC`]] : []),
		...(run.cancelledAt ? [['cancelled', `${formatTime(run.cancelledAt, 'UTC')} UTC`]] : []),
		...(run.endedAt ? [['ended', `${formatTime(run.endedAt, 'UTC')} UTC`]] : []),
		...(left === null ? [] : [['left', `about ${formatDuration(left)}`]]),
	];
}

function section(title: string, lines: string[]): string[] {
	return lines.length > 0 ? ['', title, ...lines] : [];
}
