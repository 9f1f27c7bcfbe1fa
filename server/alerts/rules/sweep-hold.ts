import { MINUTE, SECOND } from '../../clock.ts';

const SWEEPS = 1.5;

/** However far apart the sweeps are. */
const AT_MOST = 5 * MINUTE;

/** Real milliseconds: a sweep takes as long as it takes, whatever the replay's speed. */
const SWEEP_TAKES = 3 * SECOND;

/** How long something has to last that the next sweep mends: what it mends is no alarm. */
export function sweepHold(sweepEvery: number): { pipelineMs: number; realMs: number } {
	return { pipelineMs: Math.min(SWEEPS * sweepEvery, AT_MOST), realMs: SWEEP_TAKES };
}
