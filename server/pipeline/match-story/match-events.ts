import type { Database } from '../../db.ts';
import { countOf } from '../../words.ts';
import type { StageName } from '../stages.ts';
import { VOID_WORDS } from './void-words.ts';

/** Something that happened to a match beside its stages being done. */
export interface MatchEvent {
	/** By the pipeline's clock. */
	at: Date;
	/** Null when it is about the match as a whole. */
	stage: StageName | null;
	what: string;
	/** Why, or what came of it. */
	detail: string | null;
	/** How it is to be taken. */
	mood: 'good' | 'bad' | 'neutral';
}

/**
 * What is on record of one match: changes of its fixture, failures and their ends, what operators did about them,
 * backfills, and predictions that became void; the oldest first. A fixed number of queries.
 */
export async function matchEvents(db: Database, matchId: string): Promise<MatchEvent[]> {
	const [fixture, failures, actions, backfills, voided] = await Promise.all([
		fixtureEvents(db, matchId),
		failureEvents(db, matchId),
		actionEvents(db, matchId),
		backfillEvents(db, matchId),
		voidEvents(db, matchId),
	]);
	return [...fixture, ...failures, ...actions, ...backfills, ...voided].sort(
		(a, b) => a.at.getTime() - b.at.getTime(),
	);
}

async function fixtureEvents(db: Database, id: string): Promise<MatchEvent[]> {
	const match = await db.match.findUniqueOrThrow({
		where: { id },
		select: { ingestedAt: true, rescheduledAt: true, resultConfirmedAt: true },
	});
	const event = (at: Date | null, stage: StageName | null, what: string): MatchEvent[] =>
		at ? [{ at, stage, what, detail: null, mood: 'neutral' }] : [];
	return [
		...event(match.ingestedAt, null, 'First heard of'),
		...event(match.rescheduledAt, null, 'Kick-off moved, or called off'),
		...event(match.resultConfirmedAt, 'live', 'The source stood by its result'),
	];
}

/** Calls of models are many, and fail alike: those of one message are told as one. */
async function failureEvents(db: Database, matchId: string): Promise<MatchEvent[]> {
	const groups = await db.$queryRaw<FailureGroup[]>`
		SELECT f.stage::text AS stage, min(model."displayName") AS model, count(*)::int AS failures,
			sum(f.occurrences)::int AS times, max(f.regressions)::int AS regressions, min(f."firstSeenAt") AS first,
			max(f."lastSeenAt") AS last, max(f."resolvedAt") AS resolved, f.resolution::text AS how,
			max(f."clearedBecause") AS because, max(left(f.message, 500)) AS message
		FROM "JobFailure" f LEFT JOIN "Model" model ON model.id = f."modelId"
		WHERE f."matchId" = ${matchId}
		GROUP BY f.stage, f.fingerprint, f."modelId" IS NULL, f.resolution`;
	return groups.flatMap((group) => [failed(group), ...ended(group)]);
}

interface FailureGroup {
	stage: StageName;
	/** One of them. */
	model: string | null;
	failures: number;
	times: number;
	regressions: number;
	first: Date;
	last: Date;
	resolved: Date | null;
	how: 'healed' | 'cleared' | 'outdated' | null;
	because: string | null;
	message: string;
}

function failed(group: FailureGroup): MatchEvent {
	const { stage, failures, times, regressions, first, message } = group;
	const often = times > failures ? `, ${countOf(times, 'time')} so far` : '';
	const again = regressions > 0 ? ', after it had been resolved' : '';
	return { at: first, stage, what: `${subject(group)} failed${often}${again}`, detail: message, mood: 'bad' };
}

function ended(group: FailureGroup): MatchEvent[] {
	const { stage, resolved, how, because } = group;
	if (!resolved || !how) return [];
	const what = {
		healed: `${subject(group)}: done after all`,
		cleared: `${subject(group)}: failure cleared`,
		outdated: `${subject(group)}: failure outdated by another kick-off`,
	};
	return [
		{ at: resolved, stage, what: what[how], detail: because, mood: how === 'healed' ? 'good' : 'neutral' },
	];
}

function subject({ model, failures }: FailureGroup): string {
	if (model === null) return 'Its work';
	return failures === 1 ? `The call of ${model}` : `The calls of ${failures} models`;
}

async function actionEvents(db: Database, matchId: string): Promise<MatchEvent[]> {
	const rows = await db.$queryRaw<ActionRow[]>`
		SELECT action.kind::text AS kind, who.name AS operator, f.stage::text AS stage, max(item.at) AS at,
			count(*)::int AS failures, count(*) FILTER (WHERE item.outcome = 'refused')::int AS refused,
			max(item.reason) AS reason
		FROM "FailureActionItem" item
		JOIN "JobFailure" f ON f.id = item."failureId"
		JOIN "FailureAction" action ON action.id = item."actionId"
		JOIN "Operator" who ON who.id = action."operatorId"
		WHERE f."matchId" = ${matchId} AND item.at IS NOT NULL
		GROUP BY action.id, who.name, f.stage`;
	return rows.map(({ kind, operator, stage, at, failures, refused, reason }) => ({
		at,
		stage,
		what: `${operator} ${kind === 'retry' ? 'retried' : 'cleared'} ${countOf(failures, 'failure')}`,
		detail: refused > 0 ? `${refused} refused: ${reason}` : null,
		mood: 'neutral',
	}));
}

interface ActionRow {
	kind: 'retry' | 'clear';
	operator: string;
	stage: StageName;
	at: Date;
	failures: number;
	refused: number;
	reason: string | null;
}

async function backfillEvents(db: Database, matchId: string): Promise<MatchEvent[]> {
	const items = await db.backfillItem.findMany({
		where: { matchId, startedAt: { not: null } },
		include: { run: { select: { operator: { select: { name: true } } } } },
	});
	return items.flatMap(({ startedAt, endedAt, outcome, reason, predictions, firstMissing, run }) => {
		const about = { stage: firstMissing, mood: 'neutral' } as const;
		const begun: MatchEvent[] = startedAt
			? [{ ...about, at: startedAt, what: `Backfill by ${run.operator.name} began`, detail: null }]
			: [];
		if (!endedAt || !outcome) return begun;
		const came = predictions === null ? reason : `${countOf(predictions, 'prediction')} came of it`;
		const ended: MatchEvent = {
			...about,
			at: endedAt,
			what: `Backfill ${outcome}`,
			detail: reason ?? came,
			mood: outcome === 'failed' ? 'bad' : 'neutral',
		};
		return [...begun, ended];
	});
}

async function voidEvents(db: Database, matchId: string): Promise<MatchEvent[]> {
	const groups = await db.voidPrediction.groupBy({
		by: ['voidedAt', 'voidedBecause'],
		where: { matchId },
		_count: true,
	});
	return groups.map(({ voidedAt, voidedBecause, _count }) => ({
		at: voidedAt,
		stage: 'predictions',
		what: `${countOf(_count, 'prediction')} became void`,
		detail: VOID_WORDS[voidedBecause],
		mood: 'neutral',
	}));
}
