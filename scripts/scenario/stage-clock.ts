import { MINUTE } from '../../server/clock.ts';
import { jumpClock } from '../chaos/strikes/on-time.ts';
import type { Stage } from './open-stage.ts';

/** By so much the clock is set forward at once, at most. */
export const STEP_MINUTES = 40;

/** The clock of a replay goes slowly while predictions are owed, for the models' sake; this passes over it. */
export async function forwardTo(stage: Stage, time: Date): Promise<void> {
	const left = () => Math.ceil((time.getTime() - stage.context.clock.now().getTime()) / MINUTE);
	while (left() > 0) await jumpClock(stage, { minutes: Math.min(STEP_MINUTES, left()) });
}

/** "2026-01-10 15:18 UTC" */
export function timeOf({ context: { clock } }: Stage): string {
	return `${clock.now().toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
