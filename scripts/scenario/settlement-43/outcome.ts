import { loadRegistry } from '../../../server/models/registry.ts';
import type { Investigation } from '../../../server/pipeline/investigation/investigation.ts';
import type { DayFacts } from '../day-facts.ts';
import { MATCHES } from '../matchday.ts';

/** What came of an incident; printed as JSON. */
export interface Outcome {
	matches: number;
	/** Settlements that had failed. */
	failures: number;
	/** What the investigation found at the bottom of them; null unless it is one cause. */
	cause: string | null;
	predictions: number;
	retroactive: number;
	settled: number;
	failuresLeft: number;
}

export function outcomeOf(
	{ failures, groups }: Pick<Investigation, 'failures' | 'groups'>,
	facts: DayFacts,
): Outcome {
	const { matches, predictions, retroactive, settled, failures: failuresLeft } = facts;
	const [group, another] = groups;
	const cause = group && !another ? group.cause : null;
	return { matches, failures, cause, predictions, retroactive, settled, failuresLeft };
}

/** What the investigation should have found and has not, one sentence each. */
export function wrongFindings({ failures, groups }: Pick<Investigation, 'failures' | 'groups'>): string[] {
	const [group] = groups;
	return wrong([
		[failures === MATCHES, `${failures} failures were looked at, not ${MATCHES}.`],
		[groups.length === 1, `They are ${groups.length} groups, not one.`],
		[group?.matches === MATCHES, `The first group has ${group?.matches ?? 0} matches, not ${MATCHES}.`],
		[group?.cause === 'worker_down', `Its cause is ${group?.cause ?? 'none'}, not worker_down.`],
		[
			group?.evidence.some(({ text }) => text.includes('queues lost their jobs')) ?? false,
			'Its evidence does not name the lost queue.',
		],
	]);
}

/** What the recovery has left undone, one sentence each. */
export function leftUndone(facts: DayFacts): string[] {
	const { settled, failures, predictions, retroactive, doubled } = facts;
	const expected = MATCHES * loadRegistry().length;
	return wrong([
		[settled === MATCHES, `${settled} of ${MATCHES} matches are settled.`],
		[failures === 0, `${failures} failures are left.`],
		[predictions === expected, `${predictions} of ${expected} predictions are stored.`],
		[retroactive === predictions, `${predictions - retroactive} predictions are not marked as retroactive.`],
		[doubled === 0, `${doubled} predictions are doubled.`],
	]);
}

function wrong(checks: [holds: boolean, otherwise: string][]): string[] {
	return checks.flatMap(([holds, otherwise]) => (holds ? [] : [otherwise]));
}
