import { type FollowOptions, follow } from './follow.ts';
import { createProgress } from './progress.ts';
import type { Shell } from './shell.ts';

/** Work that goes on whether or not anybody waits for it. */
export interface Awaited<State> extends Pick<FollowOptions<State>, 'read' | 'isOver'> {
	/** How far it is, in one line. */
	progress(state: State): string;
	/** What an operator is told who waits no longer. */
	goesOn: string;
}

/**
 * Waits until work is over and tells how far it is; Ctrl-C ends the waiting and nothing else, with exit code 130.
 * @returns how far it is then
 * @throws as `follow` does
 */
export async function waitFor<State>(
	shell: Shell,
	started: State,
	{ read, isOver, progress, goesOn }: Awaited<State>,
): Promise<State> {
	if (isOver(started)) return started;
	const signal = shell.interrupted();
	const line = createProgress(shell.err);
	let state: State;
	try {
		state = (await follow({ read, isOver, tell: (now) => line.show(progress(now)), signal })) ?? started;
	} finally {
		line.end();
	}
	if (!isOver(state)) {
		shell.err.write(`${goesOn}\n`);
		shell.exitCode = 130;
	}
	return state;
}
