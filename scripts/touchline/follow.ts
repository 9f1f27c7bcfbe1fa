import { MINUTE, machineTime } from '../../server/clock.ts';
import { AppError } from '../../server/errors.ts';
import { pause } from '../../server/pause.ts';

/** Real milliseconds between two looks. */
const LOOK_EVERY = 500;
/** Real milliseconds that a console may be away: one that died is back within seconds. */
const PATIENCE = MINUTE;

export interface FollowOptions<State> {
	/** Asks how far it is. */
	read(): Promise<State>;
	/** Whether there is nothing more to wait for. */
	isOver(state: State): boolean;
	/** Is told how far it is, after each look. */
	tell(state: State): void;
	/** Ends the waiting; the work goes on. */
	signal: AbortSignal;
	now?(): number;
}

/**
 * Waits until work that somebody else does is over.
 * @returns how far it is then; null when the waiting ended before anybody answered
 * @throws whatever `read` does, but 'unavailable' only after a minute of it
 */
export async function follow<State>({
	read,
	isOver,
	tell,
	signal,
	now = machineTime,
}: FollowOptions<State>): Promise<State | null> {
	let answeredAt = now();
	let last: { state: State } | null = null;
	while (true) {
		const answer = await orAway(read, () => now() - answeredAt < PATIENCE);
		if (answer) {
			last = answer;
			answeredAt = now();
			tell(answer.state);
		}
		if (signal.aborted || (last && isOver(last.state))) return last?.state ?? null;
		await pause(LOOK_EVERY, signal);
	}
}

/** @returns null while the console is away and may be so */
async function orAway<State>(
	read: () => Promise<State>,
	mayBeAway: () => boolean,
): Promise<{ state: State } | null> {
	try {
		return { state: await read() };
	} catch (error) {
		if (error instanceof AppError && error.code === 'unavailable' && mayBeAway()) return null;
		throw error;
	}
}
