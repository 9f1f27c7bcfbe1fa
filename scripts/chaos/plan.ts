import type { WorkerKind } from '../../prisma/generated/enums.ts';
import { seededRandom, shuffled } from '../../server/football/seeded-random.ts';
import { WORKER_KINDS } from '../../server/pipeline/workers-alive.ts';
import type { FaultKind } from './faults.ts';
import type { Trigger } from './trigger.ts';

/** A fault, where it strikes, and all that chance decides about it. */
export interface PlannedFault {
	kind: FaultKind;
	trigger: Trigger;
	/** Of the killed-repeatedly kind: the victim. */
	worker: WorkerKind;
	/** By how much the clock jumps or a kick-off moves, in minutes. */
	minutes: number;
	/** Two matches of the day, by their place in it: those whose fixture changes or whose jobs are doubled. */
	matches: [number, number];
}

export interface RoundPlan {
	/** From 1. */
	round: number;
	/** Matchday of the season that is replayed, from 1. */
	matchday: number;
	/** In the order in which they strike. */
	faults: PlannedFault[];
}

/**
 * What the rounds of a seed meet: two to four different faults each, dealt from a shuffled deck of all
 * kinds, so that every kind occurs within a few rounds. A round's plan does not depend on how many follow.
 */
export function planRounds(seed: number, rounds: number, kinds: readonly FaultKind[]): RoundPlan[] {
	const random = seededRandom(`${seed}/chaos`);
	const deal = dealer(kinds, random);
	const place = placer(random);
	return Array.from({ length: rounds }, (_, index) => ({
		round: index + 1,
		matchday: between(FIRST_MATCHDAY, LAST_MATCHDAY, random),
		faults: place(deal(between(2, 4, random))),
	}));
}

/** With nine matchdays behind it, a league has a table and form to analyse. */
const FIRST_MATCHDAY = 10;
const LAST_MATCHDAY = 38;

/** Hands out so many kinds, no two alike, from a deck that is shuffled anew whenever it is used up. */
function dealer(kinds: readonly FaultKind[], random: () => number): (count: number) => FaultKind[] {
	let deck: FaultKind[] = [];
	return (count) => {
		const hand: FaultKind[] = [];
		while (hand.length < Math.min(count, kinds.length)) {
			if (deck.every((kind) => hand.includes(kind))) deck = [...deck, ...shuffled(kinds, random)];
			const next = deck.findIndex((kind) => !hand.includes(kind));
			hand.push(...deck.splice(next, 1));
		}
		return hand;
	};
}

/** Parts of a matchday in the order in which they come; the matches kick off at 12:30, 15:00 (seven), 17:30 and 20:00. */
const PHASES = [
	'analyses',
	'first-predictions',
	'first-finished',
	'most-predictions',
	'most-finished',
	'fourth-fifth',
	'last-predictions',
	'end',
] as const;

type Phase = (typeof PHASES)[number];

/** Only then are models being asked. */
const ASKING: readonly Phase[] = [
	'most-predictions',
	'first-predictions',
	'fourth-fifth',
	'last-predictions',
];
/** Until then there are matches that have not kicked off. */
const BEFORE_KICKOFFS: readonly Phase[] = [
	'most-predictions',
	'analyses',
	'first-predictions',
	'first-finished',
];

function phasesOf(kind: FaultKind): readonly Phase[] {
	if (kind.startsWith('models-') || kind === 'clock-jump') return ASKING;
	return kind === 'kickoff-moved' || kind === 'match-postponed' ? BEFORE_KICKOFFS : PHASES;
}

/**
 * Gives each fault a phase of its own, so that one has mostly healed before the next strikes. The longest
 * stretch of predictions, where the effect on the throughput shows best, goes to each kind in turn.
 */
function placer(random: () => number): (kinds: FaultKind[]) => PlannedFault[] {
	const hadTheMost = new Map<FaultKind, number>();
	return (kinds) => {
		const turns = (kind: FaultKind) => hadTheMost.get(kind) ?? 0;
		const [first, ...others] = kinds.toSorted((a, b) => turns(a) - turns(b));
		if (first) hadTheMost.set(first, turns(first) + 1);
		const taken = new Map<Phase, FaultKind>(first ? [['most-predictions', first]] : []);
		for (const kind of others) {
			const free = phasesOf(kind).filter((phase) => !taken.has(phase));
			const phase = free[Math.floor(random() * free.length)];
			if (phase) taken.set(phase, kind);
		}
		return PHASES.flatMap((phase) => {
			const kind = taken.get(phase);
			return kind ? [plannedFault(kind, phase, random)] : [];
		});
	};
}

function plannedFault(kind: FaultKind, phase: Phase, random: () => number): PlannedFault {
	const worker = WORKER_KINDS[Math.floor(random() * WORKER_KINDS.length)] ?? 'scheduling';
	const minutes = kind === 'clock-jump' ? between(20, 90, random) : 5 * between(6, 24, random);
	const [first = 0, second = 1] = shuffled(comingMatches(phase), random);
	return { kind, trigger: triggerIn(phase, random), worker, minutes, matches: [first, second] };
}

/** Places of the matches that have not kicked off in this phase, where anything about them can change. */
function comingMatches(phase: Phase): number[] {
	const from = phase === 'analyses' || phase === 'first-predictions' ? 0 : 1;
	return Array.from({ length: 10 - from }, (_, index) => from + index);
}

function triggerIn(phase: Phase, random: () => number): Trigger {
	switch (phase) {
		case 'analyses':
			return { when: 'analyses', stored: between(1, 5, random) };
		case 'first-predictions':
			return { when: 'predictions', percent: between(1, 7, random) };
		case 'first-finished':
			return { when: 'finished', matches: 1 };
		case 'most-predictions':
			return { when: 'predictions', percent: between(20, 55, random) };
		case 'most-finished':
			return { when: 'finished', matches: between(2, 8, random) };
		case 'fourth-fifth':
			return { when: 'predictions', percent: between(81, 87, random) };
		case 'last-predictions':
			return { when: 'predictions', percent: between(91, 97, random) };
		case 'end':
			return { when: 'all-finished' };
	}
}

function between(least: number, most: number, random: () => number): number {
	return least + Math.floor(random() * (most - least + 1));
}
