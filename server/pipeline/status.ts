import type { Clock } from '../clock.ts';
import type { ProcessContext } from '../process.ts';
import { readReplay } from '../replay/replay.ts';

/** What the pipeline's clock shows, and how fast it goes: enough to show its time anywhere. */
export interface ClockReading {
	at: Date;
	/** Seconds of the pipeline's time per real second; 1 unless this is a replay. */
	pace: number;
}

export interface PipelineStatus {
	clock: ClockReading;
	replay: ReplayStatus | null;
}

/** The replay that this pipeline runs in. */
export interface ReplayStatus {
	competition: string;
	/** Local date of the matchday, YYYY-MM-DD. */
	date: string;
	/** Seconds of replay per real second, at most. */
	speed: number;
	finishedAt: Date | null;
	/** Predictions come from a server that stands in for the language models. */
	standInModels: boolean;
}

export async function pipelineStatus({
	db,
	clock,
	env,
}: Pick<ProcessContext, 'db' | 'clock' | 'env'>): Promise<PipelineStatus> {
	const replay = await readReplay(db);
	if (!replay) return { clock: readClock(clock), replay: null };
	const { competitionId, date, speed, finishedAt } = replay;
	const competition = await db.competition.findUnique({ where: { id: competitionId } });
	return {
		clock: readClock(clock),
		replay: {
			competition: competition?.name ?? competitionId,
			date,
			speed,
			finishedAt,
			standInModels: env.STAND_IN_MODELS,
		},
	};
}

export function readClock(clock: Clock): ClockReading {
	return { at: clock.now(), pace: 1 / clock.realMs(1) };
}
