import { after, MINUTE, machineTime, type ReplayPace } from '../clock.ts';
import type { Database } from '../db.ts';
import type { Env } from '../env.ts';
import { AppError } from '../errors.ts';
import type { SourceOptions } from '../football/create-source.ts';
import { ANALYSIS_LEAD } from '../pipeline/stages.ts';

/** A matchday of the past that this database replays, and where its clock stands. */
export interface ReplayInfo {
	competitionId: string;
	/** Local date of the matchday, YYYY-MM-DD. */
	date: string;
	source: SourceOptions;
	/** Virtual seconds per real second, at most. */
	speed: number;
	clock: ReplayPace;
	finishedAt: Date | null;
}

export type ReplayPlan = Pick<ReplayInfo, 'competitionId' | 'date' | 'source' | 'speed'>;

/** Time before the first analysis is due, so that the whole day is seen from its start. */
const HEAD_START = 10 * MINUTE;

/** Nobody works before the conductor has come: until then the clock stands. */
const STANDING = { pace: 1, allowance: 0 };

/** The replay that this database belongs to, if it does. */
export async function readReplay(db: Database): Promise<ReplayInfo | null> {
	const row = await db.replay.findUnique({ where: { id: 1 } });
	if (!row) return null;
	const { competitionId, date, speed, virtualAt, realAt, pace, allowance, finishedAt } = row;
	const source = { kind: row.source, location: row.location, seed: row.seed };
	const clock = { virtualAt, realAt, pace, allowance };
	return { competitionId, date, source, speed, clock, finishedAt };
}

/**
 * Real fixtures never run on a replay's clock.
 * @throws AppError ('conflict') when a source of real fixtures is set and the database is a replay's
 */
export function requireOwnDatabase({ FOOTBALL_SOURCE }: Env, replay: ReplayInfo | null): void {
	if (!FOOTBALL_SOURCE || !replay) return;
	throw new AppError(
		'conflict',
		`This database belongs to a replay of ${replay.competitionId} on ${replay.date}: give FOOTBALL_SOURCE=${FOOTBALL_SOURCE} a database of its own in DATABASE_URL.`,
	);
}

/** Makes the database a replay's, its clock set to shortly before the first work of the day is due. */
export async function createReplay(db: Database, replay: ReplayPlan, firstKickoff: Date): Promise<void> {
	const { competitionId, date, source, speed } = replay;
	const day = {
		competitionId,
		date,
		speed,
		source: source.kind,
		location: source.location ?? null,
		seed: source.seed ?? null,
		finishedAt: null,
		virtualAt: after(firstKickoff, -ANALYSIS_LEAD - HEAD_START),
		realAt: new Date(machineTime()),
		...STANDING,
	};
	await db.replay.upsert({ where: { id: 1 }, create: day, update: day });
	await db.competition.updateMany({ where: { id: competitionId }, data: { followedSince: day.virtualAt } });
}

/** Lets the clock go on, at this speed, from where it stood when the last process of an earlier run noted it. */
export async function resumeReplay(db: Database, speed: number): Promise<void> {
	await db.replay.update({
		where: { id: 1 },
		data: { speed, realAt: new Date(machineTime()), ...STANDING },
	});
}

export async function setPace(db: Database, pace: ReplayPace): Promise<void> {
	await db.replay.update({ where: { id: 1 }, data: pace });
}

/** Notes that the day is over; the first time counts. */
export async function finishReplay(db: Database, finishedAt: Date): Promise<void> {
	await db.replay.updateMany({ where: { id: 1, finishedAt: null }, data: { finishedAt } });
}
