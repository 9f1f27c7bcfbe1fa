import { dollars } from '../../app/money.ts';
import { formatDuration } from '../../app/time/format.ts';
import type { BackfillPreview, PreviewedMatch } from '../../server/pipeline/backfill/preview.ts';
import { STAGE_WORDS } from '../../server/pipeline/stage-words.ts';
import { countOf } from '../../server/words.ts';
import { columns } from './columns.ts';

/** Matches that are named; --json has up to 200. */
const MOST_NAMED = 20;

const STAGES = ['analysis', 'lineups', 'predictions'] as const;

/** What a backfill would do; times are in UTC. */
export function previewText(preview: BackfillPreview): string {
	if (preview.matches === 0) return nothingText(preview);
	const sections: [string, string[]][] = [
		['Calls', calls(preview)],
		['Skipped', skipped(preview)],
		['Matches, with their kick-offs in UTC', matches(preview)],
	];
	return [
		`Backfill of ${preview.selection}`,
		...columns(summary(preview)),
		...sections.flatMap(([title, lines]) => (lines.length > 0 ? ['', title, ...lines] : [])),
	].join('\n');
}

function nothingText(preview: BackfillPreview): string {
	const { selection, skippedTotal } = preview;
	if (skippedTotal === 0) return `Nothing to do: there is no gap in ${selection}.`;
	return [
		`Nothing to do: ${countOf(skippedTotal, 'gap is', 'gaps are')} skipped in ${selection}.`,
		...skipped(preview),
	].join('\n');
}

function summary(preview: BackfillPreview): string[][] {
	const { matches: total, byFirstMissing, anew, claimed, estimate, paidFor, skippedTotal } = preview;
	const lacking = STAGES.filter((stage) => byFirstMissing[stage] > 0).map(
		(stage) => `${STAGE_WORDS[stage]} ${byFirstMissing[stage]}`,
	);
	return [
		['matches', `${total}; what they lack first: ${lacking.join(', ')}`],
		['calls', `${grouped(estimate.calls)}: ${tokens(estimate)}`],
		['cost', `about ${dollars(estimate.costUsd)}`],
		['time', `about ${formatDuration(estimate.durationMs)}`],
		...(estimate.assumedModels.length > 0
			? [
					[
						'assumed',
						`what ${countOf(estimate.assumedModels.length, 'model')} without a prediction will need`,
					],
				]
			: []),
		...(paidFor === null ? [] : [['budget', `pays for ${paidFor} of ${countOf(total, 'match', 'matches')}`]]),
		...(anew === 0
			? []
			: [['anew', `${countOf(anew, 'retroactive prediction')}; the old ones are kept, and count no more`]]),
		...(claimed === 0 ? [] : [['anyway', `${claimed} of them the pipeline looks after by itself`]]),
		...(skippedTotal === 0 ? [] : [['skipped', countOf(skippedTotal, 'match', 'matches')]]),
	];
}

function calls({ estimate }: BackfillPreview): string[] {
	return columns(
		estimate.providers.map((provider) => [
			provider.label,
			grouped(provider.calls),
			tokens(provider),
			dollars(provider.costUsd),
			`${formatDuration(provider.durationMs)}, limited by ${provider.limitedBy}`,
		]),
	);
}

function tokens({ promptTokens, completionTokens }: { promptTokens: number; completionTokens: number }) {
	return `${grouped(promptTokens)} prompt and ${grouped(completionTokens)} completion tokens`;
}

/** "16,128,000" */
function grouped(count: number): string {
	return count.toLocaleString('en-US');
}

function matches({ matches: total, toDo, anew }: BackfillPreview): string[] {
	const named = toDo.slice(0, MOST_NAMED);
	return [
		...columns(named.map((match) => matchCells(match, anew > 0))),
		...(total > named.length ? [`  and ${total - named.length} more`] : []),
	];
}

function matchCells(match: PreviewedMatch, withAnew: boolean): string[] {
	const { kickoffAt, kickoffConfirmed, home, away, competition, missing, anew, firstMissing } = match;
	const day = kickoffAt.toISOString().slice(0, 10);
	const time = kickoffAt.toISOString().slice(11, 16);
	return [
		`${day} ${time}${kickoffConfirmed ? '' : ' (time not confirmed)'}`,
		`${home} – ${away}`,
		competition,
		`${missing.length} missing`,
		...(withAnew ? [`${anew.length} anew`] : []),
		`${STAGE_WORDS[firstMissing]} first`,
	];
}

/** How many for which reason. */
function skipped({ skippedByReason }: BackfillPreview): string[] {
	return columns(skippedByReason.map(({ reason, matches: count }) => [String(count), reason]));
}
