import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { machineTime } from '../../server/clock.ts';
import { AppError } from '../../server/errors.ts';
import { isSettled, owedPredictions } from './due-work.ts';
import type { FaultKind } from './faults.ts';
import { hasHealed, stillWrong } from './healing.ts';
import type { League } from './league.ts';
import { MODEL_CONCURRENCY, type OpenArena, openArena, type RoundOptions } from './open-arena.ts';
import type { PlannedFault, RoundPlan } from './plan.ts';
import { readStored } from './read-stored.ts';
import { type RoundState, tallyOf, toBePlayed } from './state.ts';
import { strike } from './strikes.ts';
import { type Throughput, throughputAround } from './throughput.ts';
import { describeTrigger, isReached } from './trigger.ts';
import { type Finding, judge } from './verdict.ts';

export interface RoundResult {
	matches: number;
	/** Stored ones of the matches that were played. */
	predictions: number;
	faults: StruckFault[];
	findings: Finding[];
}

export interface StruckFault {
	kind: FaultKind;
	/** Real milliseconds from the end of the fault until it had healed; null when it never did. */
	recoveryMs: number | null;
	throughput: Throughput;
}

/** Real milliseconds without any progress after which a round is given up. */
const PATIENCE = 90_000;

/** The same for what is left in the queues when all matches have come to their end. */
const GRACE = 15_000;

/**
 * Replays a matchday, strikes with the faults of the plan when the round has come to their triggers, each
 * after the one before has healed, and checks what came of it. Logs of a round with findings stay.
 */
export async function playRound(plan: RoundPlan, options: RoundOptions): Promise<RoundResult> {
	const { logDir, signal } = options;
	await rm(logDir, { recursive: true, force: true });
	const arena = await openArena(plan, options);
	try {
		const struck: Struck[] = [];
		const findings: Finding[] = [];
		for (const fault of plan.faults) {
			const outcome = await meet(arena, fault, options.say);
			if ('finding' in outcome) findings.push(outcome.finding);
			else struck.push(outcome.struck);
			signal.throwIfAborted();
		}
		findings.push(...(await untilOver(arena)));
		const result = await inspect(arena, struck, findings);
		if (result.findings.length === 0) await rm(logDir, { recursive: true, force: true });
		else await keepEvidence(arena, plan, result, logDir);
		return result;
	} finally {
		await arena.close();
	}
}

interface Struck {
	kind: FaultKind;
	from: number;
	endedAt: number;
	healedAt: number | null;
}

async function meet(
	arena: OpenArena,
	fault: PlannedFault,
	say: (line: string) => void,
): Promise<{ struck: Struck } | { finding: Finding }> {
	const { observer, league } = arena;
	const { kind, trigger } = fault;
	const reached = await observer.until((state) => isReached(trigger, tallyOf(state, league)), PATIENCE);
	if (!reached) return { finding: stuck(`The round never came to ${kind}, ${describeTrigger(trigger)}`) };

	const from = machineTime();
	let did: string;
	try {
		did = await strike(arena, fault);
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		return { finding: stuck(error.message) };
	}
	const endedAt = machineTime();
	const first = await observer.until(({ at }) => at > endedAt, PATIENCE);
	const end = { at: endedAt, stored: first ? tallyOf(first, league).predictions.stored : 0 };
	const healed = await observer.until((state) => hasHealed(state, end, league), PATIENCE);

	const { stored, expected } = tallyOf(reached, league).predictions;
	const after = healed ? `healed after ${seconds(healed.at - endedAt)}` : 'never healed';
	say(`${kind} ${describeTrigger(trigger)} (${stored} of ${expected}): ${did}; ${after}`);
	if (healed) return { struck: { kind, from, endedAt, healedAt: healed.at } };
	const last = observer.states.at(-1);
	const left = last ? stillWrong(last, end, league).slice(0, 5).join('; ') : 'nothing answers';
	return { finding: stuck(`${kind} did not heal: ${left}`) };
}

/** Waits until every match has come to its end and the queues are empty, and tells what has not. */
async function untilOver({ observer, league }: OpenArena): Promise<Finding[]> {
	const over = await observer.until((state) => openMatches(state, league).length === 0, PATIENCE);
	const last = observer.states.at(-1);
	if (!over) {
		if (!last) return [stuck('Database or queues never answered')];
		return openMatches(last, league).map((key) => stuck(`${key} did not come to its end`));
	}
	const empty = await observer.until(({ jobs }) => jobs.length === 0, GRACE);
	if (empty || !last) return [];
	const jobs = observer.states.at(-1)?.jobs ?? [];
	return jobs.map(({ queue, id, state }) => stuck(`Job ${id} is still ${state} in queue ${queue}`));
}

function openMatches(state: RoundState, league: League): string[] {
	const done = new Set(
		toBePlayed(state, league)
			.filter((match) => match.status === 'finished' && match.missing.length === 0 && isSettled(match))
			.map(({ sourceKey }) => sourceKey),
	);
	const isVoid = (key: string) =>
		state.matches.some(({ sourceKey, status }) => sourceKey === key && status === 'postponed');
	return league.matches
		.filter(({ sourceKey, postponed }) => !(postponed ? isVoid(sourceKey) : done.has(sourceKey)))
		.map(({ sourceKey }) => sourceKey);
}

/** Checks what is stored after the workers have ended: nothing can change any more. */
async function inspect(arena: OpenArena, struck: Struck[], findings: Finding[]): Promise<RoundResult> {
	const { observer, league, deaths, databaseUrl } = arena;
	await observer.close();
	await arena.stopWorkers();
	const { matches, models } = await readStored(
		databaseUrl,
		league.matches.map(({ sourceKey }) => sourceKey),
	);
	const crashes = deaths.crashes().map((what): Finding => ({ wrong: 'crashes', count: 1, what }));
	const played = matches.filter(({ status }) => status === 'finished');
	return {
		matches: league.matches.length,
		predictions: played.reduce((sum, { predictions }) => sum + predictions.length, 0),
		faults: struck.map((fault) => measured(fault, struck, observer.states, league)),
		findings: [...findings, ...judge(league.matches, matches, models), ...crashes],
	};
}

function measured(fault: Struck, all: Struck[], states: readonly RoundState[], league: League): StruckFault {
	const samples = states.map((state) => {
		const played = toBePlayed(state, league);
		return { at: state.at, stored: sumStored(played), owed: owedPredictions(state, played) };
	});
	const spanOf = ({ from, healedAt }: Struck) => ({ from, until: healedAt ?? Number.POSITIVE_INFINITY });
	const others = all.filter((other) => other !== fault).map(spanOf);
	return {
		kind: fault.kind,
		recoveryMs: fault.healedAt === null ? null : fault.healedAt - fault.endedAt,
		throughput: throughputAround(samples, spanOf(fault), others, 2 * MODEL_CONCURRENCY),
	};
}

function sumStored(matches: { stored: number }[]): number {
	return matches.reduce((sum, { stored }) => sum + stored, 0);
}

async function keepEvidence(
	{ observer }: OpenArena,
	plan: RoundPlan,
	{ findings, faults }: RoundResult,
	logDir: string,
): Promise<void> {
	const evidence = { plan, findings, faults, lastState: observer.states.at(-1) };
	await writeFile(path.join(logDir, 'round.json'), `${JSON.stringify(evidence, null, '\t')}\n`);
}

function stuck(what: string): Finding {
	return { wrong: 'stuck', count: 1, what };
}

function seconds(ms: number): string {
	return `${(ms / 1_000).toFixed(1)} s`;
}
