import type { FeedPublisher } from '../feed/publisher.ts';
import type { AlertChange, AlertKey, AlertKind, OpenAlert } from './alert.ts';
import { closeAlerts, raiseAlerts } from './alerts.ts';
import type { Finding, Hold, Rule } from './rules/rule.ts';
import { RULES } from './rules.ts';
import { type QueueMemory, readSituation, type Situation, type SituationDeps } from './situation.ts';

export interface LookDeps extends SituationDeps {
	feed: Pick<FeedPublisher, 'topic'>;
	/** All of them by default. */
	rules?: Rule[];
}

/** Looks whether anything is wrong, and opens, worsens and closes alerts after it. */
export type Look = () => Promise<AlertChange[]>;

/**
 * Makes the look of one process that leads the watch. It remembers since when it finds what: a process that
 * takes over begins anew, so that an alert may open some seconds later, and none closes for that.
 */
export function createLook(deps: LookDeps): Look {
	const { db, realClock, log, feed, rules = RULES } = deps;
	const memory: Memory = { since: realClock.now().getTime(), samples: new Map(), found: new Map() };
	const failing = new Set<Rule>();

	async function serve(rule: Rule, situation: Situation): Promise<AlertChange[]> {
		const found = rule.find(situation);
		if (!found) return [];
		const gone = absent(rule, found, situation).map(({ id }) => id);
		const due = remember(memory, rule.kind, found, situation, realClock.now().getTime());
		const raised = await raiseAlerts(db, due.map(conditionOf), situation.now);
		const closed = await closeAlerts(db, gone, situation.now);
		for (const change of [...raised, ...closed]) report(log, change, due);
		return [...raised, ...closed];
	}

	/** One rule that fails costs the others nothing: it is logged once, and has its turn at the next look. */
	async function serveAlone(rule: Rule, situation: Situation): Promise<AlertChange[]> {
		try {
			const changes = await serve(rule, situation);
			failing.delete(rule);
			return changes;
		} catch (error) {
			log[failing.has(rule) ? 'debug' : 'error'](
				{ err: error, kind: rule.kind },
				'a kind of alert cannot be told',
			);
			failing.add(rule);
			return [];
		}
	}

	return async () => {
		const situation = await readSituation(deps, memory);
		const changes: AlertChange[] = [];
		for (const rule of rules) changes.push(...(await serveAlone(rule, situation)));
		if (changes.length > 0) feed.topic('alerts');
		return changes;
	};
}

interface Memory extends QueueMemory {
	/** By kind: when what is found now was found first, without a look between that did not find it. */
	found: Map<AlertKind, Map<string, Moment>>;
}

const keyOf = ({ kind, subject }: AlertKey) => `${kind} ${subject}`;

/** Those of the findings that have lasted for long enough, or are known. */
function remember(
	memory: Memory,
	kind: AlertKind,
	findings: Finding[],
	{ now, open }: Situation,
	realNow: number,
): Finding[] {
	const known = new Set(open.map(keyOf));
	const before = memory.found.get(kind);
	const found = new Map(
		findings.map((finding) => {
			const key = keyOf(finding);
			return [key, before?.get(key) ?? { at: now, realAt: realNow }];
		}),
	);
	memory.found.set(kind, found);
	return findings.filter((finding) => {
		const key = keyOf(finding);
		const first = found.get(key);
		return (
			known.has(key) || (first !== undefined && hasHeld(finding.holds, first, { at: now, realAt: realNow }))
		);
	});
}

interface Moment {
	at: Date;
	realAt: number;
}

function hasHeld(holds: Hold | undefined, first: Moment, last: Moment): boolean {
	if (!holds) return true;
	const { pipelineMs, realMs, before } = holds;
	const left = before ? before.getTime() - first.at.getTime() : 0;
	const needed = left > 0 ? Math.min(pipelineMs, left / 2) : pipelineMs;
	return last.at.getTime() - first.at.getTime() >= needed && last.realAt - first.realAt >= realMs;
}

/** The open alerts of the rule that are not found any more, and have not been for as long as the rule wants. */
function absent(rule: Rule, found: Finding[], situation: Situation): OpenAlert[] {
	const still = new Set(found.map(keyOf));
	return situation.open.filter(
		(alert) =>
			alert.kind === rule.kind &&
			!still.has(keyOf(alert)) &&
			(rule.isOver?.(alert, situation) ||
				situation.now.getTime() - alert.lastSeenAt.getTime() >= rule.closesAfter),
	);
}

function conditionOf({ holds, fields, ...condition }: Finding) {
	return condition;
}

function report(log: LookDeps['log'], change: AlertChange, findings: Finding[]): void {
	const { alertId: alert, kind, subject, level, message } = change;
	const finding = findings.find((found) => keyOf(found) === keyOf(change));
	const line = { alert, kind, subject, alertLevel: level, change: change.change, ...finding?.fields };
	if (change.change === 'closed') log.info(line, message);
	else log[finding?.severity === 'critical' ? 'error' : 'warn'](line, message);
}
