import type { Env } from '../../server/env.ts';

/** What a command has from the shell that it was typed in. */
export interface Shell {
	/**
	 * Its variables.
	 * @throws AppError ('invalid') that names those that cannot be used
	 */
	env(): Env;
	/** Gets the result, and nothing else. */
	out: Output;
	/** Gets what went wrong, and what a person wants to know on the way. */
	err: Output;
	/** Puts a question to the operator, who says nothing with Ctrl-C or Ctrl-D; null without a terminal. */
	question(text: string): Promise<string> | null;
	/** From its call on, Ctrl-C aborts the signal instead of ending the process. */
	interrupted(): AbortSignal;
	/** Of a command that did not throw: what it ends with, 0 until it says otherwise. */
	exitCode: number;
}

/** A standard stream, as far as a command is concerned. */
export interface Output {
	write(text: string): unknown;
	/** Whether a line of it can be drawn again. */
	isTTY?: boolean;
	/** Characters of a terminal's line. */
	columns?: number;
}
