import { formatDuration, formatRelative, formatTime } from '../../app/time/format.ts';
import { coverageSentence, missingWorkers } from '../../server/pipeline/coverage-words.ts';
import { groupOutages, whoWasDown } from '../../server/pipeline/outage-groups.ts';
import { PASS_KINDS } from '../../server/pipeline/pass-report.ts';
import {
	blockedInWords,
	changesInWords,
	checkedInWords,
	PASS_NAMES,
} from '../../server/pipeline/pass-words.ts';
import { STAGE_WORDS } from '../../server/pipeline/stage-words.ts';
import { STAGES } from '../../server/pipeline/stages.ts';
import { alertLine } from './alert-text.ts';
import { columns } from './columns.ts';
import { kickoffText } from './kickoff.ts';
import type { Status } from './read-status.ts';

/** The state of the pipeline on one screen; times are in UTC. */
export function statusText(status: Status): string {
	const { url, now, coverage } = status;
	const sections: [string, string[]][] = [
		['Alerts', alerts(status)],
		['At risk', atRisk(status)],
		['Workers', workers(status)],
		['Outages, last 24 h', outages(status)],
		['Passes', passes(status)],
		['Queues', queues(status)],
		['Open failures', failures(status)],
	];
	return [
		[
			missingWorkers(status.workers),
			coverageSentence(coverage, status.atRisk.length),
			`Touchline is ${status.status}.`,
		]
			.filter(Boolean)
			.join(' '),
		`${url}, ${formatTime(now, 'UTC')} UTC`,
		...sections.flatMap(([title, lines]) => ['', title, ...lines]),
		'',
	].join('\n');
}

function alerts({ alerts: open, now }: Status): string[] {
	if (open.length === 0) return ['  none'];
	return open.map((alert) => `  ${alertLine(alert, now)}`);
}

function atRisk({ atRisk: risks, now }: Status): string[] {
	if (risks.length === 0) return ['  every match that kicks off within 6 h will be served in time'];
	return risks.flatMap(({ match, severity, stage, reason, next }) => [
		`  ${match.home} – ${match.away}, ${kickoffText(match)}, ${formatRelative(match.kickoffAt, now)}, ${severity}`,
		`    ${STAGE_WORDS[stage]}: ${reason}`,
		`    next: ${next.what}${next.at ? `, ${formatTime(next.at, 'UTC')}, ${formatRelative(next.at, now)}` : ''}`,
	]);
}

function workers({ workers: kinds }: Status): string[] {
	return columns(kinds.map(({ kind, alive }) => [kind, alive > 0 ? `${alive} alive` : 'not running']));
}

function outages({ outages: all, now }: Status): string[] {
	const groups = groupOutages(all, now);
	if (groups.length === 0) return ['  none'];
	return groups.map(({ kinds, from, to, stopped }) => {
		const who = `  ${whoWasDown(kinds)} ${stopped ? 'stopped' : 'down'}`;
		const length = formatDuration((to ?? now).getTime() - from.getTime());
		return to
			? `${who} ${formatTime(from, 'UTC')} to ${formatTime(to, 'UTC')}, ${length}`
			: `${who} since ${formatTime(from, 'UTC')}, ${length}`;
	});
}

function passes({ passes: recent, now }: Status): string[] {
	return PASS_KINDS.flatMap((kind) => {
		const newest = recent.find((pass) => pass.kind === kind);
		if (!newest) return [`  ${PASS_NAMES[kind]}: has not run in the last 7 days`];
		const did = changesInWords(newest) ?? 'nothing to change';
		return [
			`  ${PASS_NAMES[kind]}, ${formatRelative(newest.at, now)}: ${did}; ${checkedInWords(newest)}, ${newest.tookMs} ms`,
			...[...newest.blocked.map(blockedInWords), ...newest.problems].map((line) => `    ${line}`),
		];
	});
}

function queues({ queues: all }: Status): string[] {
	return columns(
		all.map(({ label, active, waiting, prioritized, delayed, paused }) => [
			paused ? `${label} (paused)` : label,
			`${active} running`,
			`${waiting + prioritized} waiting`,
			`${delayed} later`,
		]),
	);
}

function failures({ failureCounts }: Status): string[] {
	const failing = STAGES.filter((stage) => failureCounts[stage] > 0);
	if (failing.length === 0) return ['  none'];
	return columns(failing.map((stage) => [STAGE_WORDS[stage], String(failureCounts[stage])]));
}
