import { after, MINUTE } from '../clock.ts';
import type { Database } from '../db.ts';
import type { MatchState } from './match-state.ts';
import { type Outage, outagesBetween } from './outages.ts';
import { isVoid } from './plan.ts';
import { hasEnded } from './stage-state.ts';
import { workersFor } from './stage-workers.ts';
import {
	dueBeforeKickoff,
	LINEUPS_LEAD,
	PREDICTIONS_LEAD,
	QUEUED_STAGES,
	type QueuedStage,
} from './stages.ts';

/** A stage that was late, or is, while workers that it needs were down. */
export interface StageDelay {
	stage: QueuedStage;
	/** From when it could have been done. */
	since: Date;
	outages: Outage[];
}

/** What is known of a match's work beside its state. */
interface History {
	/** When Touchline first heard of the match. */
	ingestedAt: Date;
	/** The first scoring run; later ones follow a corrected result. */
	firstSettledAt: Date | null;
}

/** The stages of a match that outages held up, with those outages. */
export async function stageDelays(
	db: Database,
	match: MatchState,
	history: History,
	now: Date,
): Promise<StageDelay[]> {
	const late = lateStages(match, history, now);
	if (late.length === 0) return [];
	const first = new Date(Math.min(...late.map(({ since }) => since.getTime())));
	const outages = await outagesBetween(db, first, now);
	return late
		.map(({ stage, since, until }) => ({
			stage,
			since,
			outages: outages.filter(
				({ kind, from, to }) =>
					workersFor(stage).includes(kind) && from < until && (to === null || to > since),
			),
		}))
		.filter((delay) => delay.outages.length > 0);
}

interface LateStage {
	stage: QueuedStage;
	since: Date;
	/** When it was done; now, when it is not. */
	until: Date;
}

/** The stages that were not done within minutes of their time. */
function lateStages(match: MatchState, history: History, now: Date): LateStage[] {
	if (isVoid(match)) return [];
	return QUEUED_STAGES.flatMap((stage) => {
		const dueAt = stage === 'settlement' ? match.finishedAt : dueBeforeKickoff(stage, match.kickoffAt);
		if (!dueAt) return [];
		const since = new Date(Math.max(dueAt.getTime(), history.ingestedAt.getTime()));
		const doneAt = doneTime(stage, match, history);
		if (!doneAt && hasEnded(match.plan.stages[stage])) return [];
		const until = doneAt ?? now;
		return until > after(since, USUAL[stage]) ? [{ stage, since, until }] : [];
	});
}

const GRACE = 5 * MINUTE;

/** How long a stage may take from when it is due; line-ups are asked for until the predictions are due. */
export const USUAL: Record<QueuedStage, number> = {
	analysis: GRACE,
	lineups: LINEUPS_LEAD - PREDICTIONS_LEAD + GRACE,
	predictions: GRACE,
	settlement: GRACE,
};

function doneTime(stage: QueuedStage, match: MatchState, { firstSettledAt }: History): Date | null {
	switch (stage) {
		case 'analysis':
		case 'lineups':
			return match[stage]?.at ?? null;
		case 'predictions':
			return hasEnded(match.plan.stages.predictions) ? match.predictions.lastMadeAt : null;
		case 'settlement':
			return firstSettledAt;
	}
}
