import { formatTime } from '../../app/time/format.ts';
import type { FailureGroup, Investigation } from '../../server/pipeline/investigation/investigation.ts';
import { STAGE_WORDS } from '../../server/pipeline/stage-words.ts';
import { countOf } from '../../server/words.ts';

/** Why what failed has failed, group by group; times are in UTC. */
export function investigationText(investigation: Investigation): string {
	const { groups, since } = investigation;
	if (groups.length === 0) {
		return `Nothing has failed since ${utc(since)}.\n${lookedAt(investigation)}\n`;
	}
	return [...groups.flatMap(groupLines), lookedAt(investigation), ''].join('\n');
}

function groupLines(group: FailureGroup): string[] {
	const { failures, matches, summary, missing, evidence, message, examples, remedy } = group;
	return [
		headline(group),
		...labelled('cause', summary),
		...(missing ? labelled('missing', dueText(missing)) : []),
		...evidence.map(({ text, matches: of }, index) =>
			line(index === 0 ? 'evidence' : '', `${of} of ${matches || failures}: ${text}`),
		),
		...labelled('message', message),
		...labelled('seen', seenText(group)),
		...examples.map(({ home, away, kickoffAt }, index) =>
			line(index === 0 ? 'examples' : '', `${home} – ${away}, kick-off ${formatTime(kickoffAt, 'UTC')}`),
		),
		...labelled('remedy', remedy.text),
		...(remedy.command ? labelled('command', remedy.command) : []),
		'',
	];
}

function headline({ matches, failures, stage }: FailureGroup): string {
	const what = `${countOf(failures, 'failure')} of the ${STAGE_WORDS[stage]}`;
	return matches > 0 ? `${countOf(matches, 'match', 'matches')}, ${what}` : `${what} without a match`;
}

function dueText({ stage, dueFrom, dueTo }: NonNullable<FailureGroup['missing']>): string {
	const due =
		dueFrom.getTime() === dueTo.getTime() ? utc(dueTo) : `${formatTime(dueFrom, 'UTC')} to ${utc(dueTo)}`;
	return `${STAGE_WORDS[stage]}, due ${due}`;
}

function seenText({ firstSeenAt, lastSeenAt, regressed }: FailureGroup): string {
	const came = regressed > 0 ? `; ${regressed} came back after they had been resolved` : '';
	return `first ${formatTime(firstSeenAt, 'UTC')}, last ${utc(lastSeenAt)}${came}`;
}

/** What was looked at, so that "nothing" can be believed. */
function lookedAt({ failures, duplicates, leftOut, since, at }: Investigation): string {
	const more = [
		...(duplicates > 0 ? [`${countOf(duplicates, 'failed job')} in the queues told of the same`] : []),
		...(leftOut > 0 ? [`${countOf(leftOut, 'older failure')} left out: ask for a shorter time`] : []),
	];
	const what = `Looked at ${countOf(failures, 'failure')} from ${formatTime(since, 'UTC')} to ${utc(at)}`;
	return `${[what, ...more].join('; ')}.`;
}

const LABEL = Math.max(...['examples', 'evidence'].map(({ length }) => length));

function labelled(label: string, text: string): string[] {
	return [line(label, text)];
}

function line(label: string, text: string): string {
	return `  ${label.padEnd(LABEL)}  ${text}`;
}

function utc(at: Date): string {
	return `${formatTime(at, 'UTC')} UTC`;
}
