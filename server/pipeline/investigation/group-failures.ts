import { createHash } from 'node:crypto';
import { groupBy } from '../../group-by.ts';
import type { Diagnosis, Remedy } from '../diagnosis/cause.ts';
import type { FoundFailure } from './failed-work.ts';
import type { FailureGroup } from './investigation.ts';
import { sinceOption } from './look-back.ts';

/** A failure with what is at its bottom. */
export interface Diagnosed {
	failure: FoundFailure;
	diagnosis: Diagnosis;
}

/** Examples that a group names. */
const MOST_EXAMPLES = 5;

/** Pieces of evidence that a group tells; the ones that are true of most matches. */
const MOST_EVIDENCE = 12;

/**
 * Puts together what failed in the same way for the same cause; the group with the most matches first.
 * @param lookBack how far back was looked, for the command that finds the group again
 */
export function groupFailures(
	diagnosed: Diagnosed[],
	lookBack: number,
): { group: FailureGroup; members: Diagnosed[] }[] {
	const alike = groupBy(diagnosed, groupId);
	return [...alike]
		.map(([id, members]) => ({ group: groupOf(id, members, lookBack), members }))
		.sort((a, b) => b.group.matches - a.group.matches || b.group.failures - a.group.failures);
}

function groupId({ failure, diagnosis }: Diagnosed): string {
	const parts = [failure.stage, failure.fingerprint, diagnosis.cause, diagnosis.subject];
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 8);
}

/** @param members the newest first, at least one */
function groupOf(id: string, members: Diagnosed[], lookBack: number): FailureGroup {
	const newest = members[0];
	if (!newest) throw new RangeError('A group has at least one failure.');
	const { failure, diagnosis } = newest;
	const times = members.map((member) => member.failure);
	const byMatch = groupBy(members, ({ failure: { match, matchId, job } }) =>
		match ? `match ${matchId}` : `job ${job?.queue} ${job?.id}`,
	);
	return {
		id,
		stage: failure.stage,
		fingerprint: failure.fingerprint,
		message: failure.message,
		cause: diagnosis.cause,
		summary: mostCommon(members.map((member) => member.diagnosis.summary)),
		missing: missingOf(members),
		evidence: evidenceOf(byMatch),
		failures: members.length,
		matches: [...byMatch.values()].filter(([member]) => member?.failure.match).length,
		regressed: times.filter(({ regressions }) => regressions > 0).length,
		firstSeenAt: earliest(times.map(({ firstSeenAt }) => firstSeenAt)),
		lastSeenAt: failure.lastSeenAt,
		examples: examplesOf(byMatch),
		remedy: members.some((member) => member.failure.open)
			? remedyOf(diagnosis.remedy, `--group ${id}${sinceOption(lookBack)}`)
			: { text: 'All of it has been resolved since: nothing is left to do.', action: null, command: null },
	};
}

function remedyOf(remedy: Diagnosis['remedy'], which: string): Remedy {
	const verb = remedy.action === 'recover' ? 'retry' : remedy.action;
	const reason = verb === 'clear' ? ' --reason "…"' : '';
	return { ...remedy, command: verb && `npm run touchline -- ${verb} ${which}${reason}` };
}

function missingOf(members: Diagnosed[]): FailureGroup['missing'] {
	const missing = members.flatMap(({ diagnosis }) => diagnosis.missing ?? []);
	const [first] = missing;
	if (!first) return null;
	const dueAt = missing.filter(({ stage }) => stage === first.stage).map((lacked) => lacked.dueAt);
	return { stage: first.stage, dueFrom: earliest(dueAt), dueTo: latest(dueAt) };
}

function evidenceOf(byMatch: Map<string, Diagnosed[]>): FailureGroup['evidence'] {
	const matches = new Map<string, number>();
	for (const members of byMatch.values()) {
		for (const text of new Set(members.flatMap(({ diagnosis }) => diagnosis.evidence))) {
			matches.set(text, (matches.get(text) ?? 0) + 1);
		}
	}
	// What is true of equally many keeps the order of the rules.
	return [...matches]
		.map(([text, count]) => ({ text, matches: count }))
		.sort((a, b) => b.matches - a.matches)
		.slice(0, MOST_EVIDENCE);
}

function examplesOf(byMatch: Map<string, Diagnosed[]>): FailureGroup['examples'] {
	return [...byMatch.values()]
		.flatMap(([member]) => {
			const { matchId, match } = member?.failure ?? {};
			return matchId && match ? [{ id: matchId, ...match }] : [];
		})
		.slice(0, MOST_EXAMPLES);
}

function mostCommon(texts: string[]): string {
	const [first] = [...groupBy(texts, (text) => text).values()].sort((a, b) => b.length - a.length);
	return first?.[0] ?? '';
}

function earliest(times: Date[]): Date {
	return new Date(times.reduce((least, time) => Math.min(least, time.getTime()), Number.POSITIVE_INFINITY));
}

function latest(times: Date[]): Date {
	return new Date(times.reduce((most, time) => Math.max(most, time.getTime()), Number.NEGATIVE_INFINITY));
}
