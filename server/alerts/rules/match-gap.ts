import { after, MINUTE } from '../../clock.ts';
import { atRiskOf, type RiskCause } from '../../pipeline/at-risk.ts';
import { gapsOf } from '../../pipeline/gaps.ts';
import type { MatchState } from '../../pipeline/match-state.ts';
import { isVoid } from '../../pipeline/plan.ts';
import { hasEnded } from '../../pipeline/stage-state.ts';
import { STAGE_WORDS } from '../../pipeline/stage-words.ts';
import { BEFORE_KICKOFF, WORKER_OF } from '../../pipeline/stage-workers.ts';
import { timeOn } from '../../pipeline/time-span.ts';
import { ended } from '../../words.ts';
import type { OpenAlert } from '../alert.ts';
import type { Queued } from '../situation.ts';
import { LOOKS_AHEAD } from '../watched-matches.ts';
import type { Finding, Rule } from './rule.ts';
import { sweepHold } from './sweep-hold.ts';

type Stage = (typeof BEFORE_KICKOFF)[number];

/** The kick-off is this near at the second level. */
const NEAR = 30 * MINUTE;

/**
 * A match kicks off within 2 hours, or has kicked off, and its analysis, line-ups or predictions are not on
 * their way, or will not be there in time: once per match, stage and cause.
 */
export const matchGap: Rule = {
	kind: 'match_gap',
	find({ now, open, queued, sweepEvery, windows }) {
		if (!queued) return null;
		const coming = queued.matches.filter(({ kickoffAt }) => kickoffAt >= now);
		const over = queued.matches.filter((match) => match.kickoffAt < now && !isVoid(match));
		const troubles = [
			...atRiskOf(coming, queued.capacity, now).flatMap(({ match, stage, cause, reason }) =>
				isBefore(stage) ? [{ match, stage, cause, reason }] : [],
			),
			...over.flatMap((match) => afterKickoff(match, queued, open, after(now, -windows.lookBack))),
		];
		return troubles.map((trouble) => ({
			...finding(trouble, now),
			holds: { ...sweepHold(sweepEvery), before: trouble.match.kickoffAt },
		}));
	},
	closesAfter: 3 * MINUTE,
	isOver(alert, { queued, now }) {
		const match = queued?.matches.find(({ id }) => id === alert.matchId);
		if (!match || isVoid(match) || match.kickoffAt.getTime() - now.getTime() > LOOKS_AHEAD) return true;
		const stage = BEFORE_KICKOFF.find((name) => alert.subject.startsWith(`${match.id}/${name}/`));
		if (stage === undefined || isThere(match, stage)) return true;
		return causeOf(alert)?.cause === 'late' && isSettled(match);
	},
};

/** Beside what puts a match at risk: it has kicked off, and its predictions were not there. */
type Cause = RiskCause | 'late';

interface Trouble {
	match: MatchState;
	stage: Stage;
	cause: Cause;
	reason: string;
}

const CAUSES: Record<Cause, null> = {
	not_queued: null,
	queued_too_late: null,
	failed: null,
	waits_after_failure: null,
	blocked: null,
	nobody_to_ask: null,
	no_worker: null,
	paused: null,
	refusing: null,
	too_slow: null,
	late: null,
};

/**
 * After kick-off there is no time to be in, so an analysis or line-ups that go on by themselves are no alarm; of
 * predictions one is told, once, also when nobody was there to tell of it before. What was an alarm before kick-off
 * stays one until the stage has ended.
 * @param since matches that kicked off earlier are history when nobody has told of them
 */
function afterKickoff(match: MatchState, { capacity }: Queued, open: OpenAlert[], since: Date): Trouble[] {
	const gaps = gapsOf(match.plan).flatMap(({ stage, cause, reason }) =>
		isBefore(stage) && cause !== 'blocked' ? [{ match, stage, cause, reason }] : [],
	);
	const stays = open.flatMap((alert) => {
		const known = alert.kind === 'match_gap' && alert.matchId === match.id ? causeOf(alert) : null;
		if (!known || isThere(match, known.stage) || gaps.some(({ stage }) => stage === known.stage)) return [];
		if (known.cause === 'late' && isSettled(match)) return [];
		const unserved = known.cause === 'no_worker' && capacity.workers[WORKER_OF[known.stage]] === 0;
		const reason = unserved ? 'no worker is alive for it' : 'it goes on, too late';
		return [{ match, ...known, reason }];
	});
	const dead = BEFORE_KICKOFF.flatMap((stage): Trouble[] =>
		capacity.workers[WORKER_OF[stage]] > 0 || hasEnded(match.plan.stages[stage])
			? []
			: [{ match, stage, cause: 'no_worker', reason: `no ${WORKER_OF[stage]} worker is alive` }],
	);
	const [first] = dead;
	const isKnown = [...gaps, ...stays].some(({ stage }) => stage === first?.stage);
	const troubles = [...gaps, ...stays, ...(first && !isKnown ? [first] : [])];
	if (match.kickoffAt >= since) return troubles.length > 0 ? troubles : late(match);
	return troubles.filter((trouble) => open.some(({ subject }) => subject === subjectOf(trouble)));
}

/** Predictions that are on their way, and should have been there at kick-off. */
function late(match: MatchState): Trouble[] {
	const { wanted, missing } = match.predictions;
	if (missing.length === 0 || isThere(match, 'predictions') || isSettled(match)) return [];
	const reason = `${missing.length} of ${wanted} are missing, and go on too late`;
	return [{ match, stage: 'predictions', cause: 'late', reason }];
}

function finding({ match, stage, cause, reason }: Trouble, now: Date): Omit<Finding, 'holds'> {
	const { id, home, away, kickoffAt, plan } = match;
	const kickoff = timeOn(kickoffAt);
	const what = STAGE_WORDS[stage];
	const when =
		kickoffAt > now
			? `kicks off at ${kickoff}, and its ${what} may not be there`
			: `kicked off at ${kickoff} without its ${what}`;
	return {
		kind: 'match_gap',
		subject: subjectOf({ match, stage, cause }),
		matchId: id,
		severity: 'critical',
		level: levelOf(kickoffAt, now),
		message: `${ended(`${home} – ${away} ${when}: ${reason}`)} Next: ${plan.next.what}.`,
		fields: { match: id, stage, cause, kickoffAt },
	};
}

function subjectOf({ match, stage, cause }: Pick<Trouble, 'match' | 'stage' | 'cause'>): string {
	return `${match.id}/${stage}/${cause}`;
}

function levelOf(kickoffAt: Date, now: Date): number {
	const left = kickoffAt.getTime() - now.getTime();
	if (left <= 0) return 3;
	return left <= NEAR ? 2 : 1;
}

function causeOf({ subject }: OpenAlert): { stage: Stage; cause: Cause } | null {
	const [, stageName, causeName = ''] = subject.split('/');
	const stage = BEFORE_KICKOFF.find((name) => name === stageName);
	return stage && isCause(causeName) ? { stage, cause: causeName } : null;
}

function isCause(name: string): name is Cause {
	return Object.hasOwn(CAUSES, name);
}

function isBefore(stage: string): stage is Stage {
	return BEFORE_KICKOFF.some((name) => name === stage);
}

function isSettled({ plan }: MatchState): boolean {
	const { settlement } = plan.stages;
	return hasEnded(settlement) && settlement.is !== 'failed';
}

/** Whether a stage has its result, or needs none. */
function isThere({ plan }: MatchState, stage: Stage): boolean {
	const state = plan.stages[stage];
	return hasEnded(state) && state.is !== 'failed';
}
