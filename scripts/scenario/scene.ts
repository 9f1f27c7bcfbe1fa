import type { TouchlineClient } from '../../server/trpc/client.ts';
import type { Stage } from './open-stage.ts';

/** What an incident is played with. */
export interface Scene {
	stage: Stage;
	/** Does the operator's part too, where the operator has one. */
	recover: boolean;
	/** Starts the console, and waits for it. */
	openConsole(): Promise<TouchlineClient>;
	say(line: string): void;
	signal: AbortSignal;
}

/** What came of it. */
export interface Told {
	/** Printed as JSON. */
	outcome: object;
	/** The same in one line. */
	summary: string;
	/** What should have come of it and has not, one sentence each. */
	wrong: string[];
}

export interface Scenario {
	/** Virtual seconds per real second, where the clock is not set forward. */
	speed: number;
	play(scene: Scene): Promise<Told>;
}
