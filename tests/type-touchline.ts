import { runTouchline } from '../scripts/touchline/run-touchline.ts';
import { readEnv } from '../server/env.ts';
import type { Ended } from './run-script.ts';

export interface TypeOptions {
	/** All that the shell has; the environment of the tests is not among them. */
	variables: Record<string, string>;
	/** Is told each piece of standard error. */
	onError?(text: string): void;
	/** Aborted, it is the operator's Ctrl-C. */
	interrupt?: AbortSignal;
	/** What the operator answers to a question; left out, there is no terminal to ask at. */
	answer?(question: string): string | Promise<string>;
}

/** Types `touchline` with these arguments, in this process, in a shell that keeps what is printed. */
export async function typeTouchline(
	args: string[],
	{ variables, onError, interrupt, answer }: TypeOptions,
): Promise<Ended> {
	let [out, err] = ['', ''];
	const code = await runTouchline(args, {
		env: () => readEnv(variables),
		out: {
			write(text) {
				out += text;
			},
		},
		err: {
			write(text) {
				err += text;
				onError?.(text);
			},
		},
		question: (text) => (answer ? Promise.resolve(answer(text)) : null),
		interrupted: () => interrupt ?? new AbortController().signal,
		exitCode: 0,
	});
	return { code, out, err };
}
