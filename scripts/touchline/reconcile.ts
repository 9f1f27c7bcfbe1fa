import type { Command } from 'commander';
import { formatTime } from '../../app/time/format.ts';
import type { PassPreview } from '../../server/pipeline/operator-pass.ts';
import type { PlannedChange, ReconcileReport } from '../../server/pipeline/pass-report.ts';
import { blockedInWords, changesInWords, checkedInWords } from '../../server/pipeline/pass-words.ts';
import { STAGE_WORDS } from '../../server/pipeline/stage-words.ts';
import { columns } from './columns.ts';
import { addCommonOptions, ask, type CommonOptions } from './connection.ts';
import { kickoffText } from './kickoff.ts';
import type { Shell } from './shell.ts';

interface ReconcileOptions extends CommonOptions {
	dryRun: boolean;
}

/** Changes that a dry run names; --json names up to 500. */
const MOST_NAMED = 20;

export function addReconcile(program: Command, shell: Shell): void {
	addCommonOptions(program.command('reconcile'))
		.description('Puts every queue right at once: queues what is missing, moves and drops what is wrong.')
		.option('--dry-run', 'says what it would do, and does nothing', false)
		.addHelpText('after', '\nExit code 0: it did what it says, also when there was nothing to do.')
		.action(async ({ json, url, dryRun }: ReconcileOptions) => {
			const text = dryRun
				? await ask(shell, { url }, async ({ client, options }) => {
						const preview = await client.passes.preview.query(undefined, options);
						return json ? JSON.stringify(preview) : previewText(preview);
					})
				: await ask(shell, { url }, async ({ client, options }) => {
						const report = await client.passes.run.mutate(undefined, options);
						return json ? JSON.stringify(report) : reportText(report);
					});
			shell.out.write(`${text}\n`);
		});
}

function reportText(report: ReconcileReport): string {
	const did = changesInWords(report);
	return [did ? `The pass ${did}.` : 'Nothing had to change.', ...details(report)].join('\n');
}

function previewText({ report, counts, changes, total }: PassPreview): string {
	const would = changesInWords(report, 'would');
	const named = changes.slice(0, MOST_NAMED);
	return [
		would ? `A pass would ${would}.` : 'A pass would change nothing.',
		...details(report),
		...(total > 0 ? ['', 'By stage'] : []),
		...columns(counts.map(({ stage, change, jobs }) => [STAGE_WORDS[stage], change, String(jobs)])),
		...(total > 0
			? ['', total > named.length ? `The first ${named.length} of ${total} changes` : 'Changes']
			: []),
		...columns(named.map(changeCells)),
		...(total > 0 ? ['Times are in UTC.'] : []),
	].join('\n');
}

function changeCells(planned: PlannedChange): string[] {
	const { change, stage, home, away, dueAt } = planned;
	return [
		change,
		STAGE_WORDS[stage],
		change === 'drop' ? '' : `due ${formatTime(dueAt, 'UTC')}`,
		`${home} – ${away}, kick-off ${kickoffText(planned)}`,
	];
}

function details(report: ReconcileReport): string[] {
	return [
		`${checkedInWords(report)}, took ${report.tookMs} ms.`,
		...report.blocked.map((blocked) => `Waiting: ${blockedInWords(blocked)}.`),
		...report.problems,
	];
}
