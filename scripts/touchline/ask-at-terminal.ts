import { createInterface } from 'node:readline';

/** Puts a question to whoever sits at the terminal; Ctrl-C and Ctrl-D answer nothing. @returns null without one */
export function askAtTerminal(question: string): Promise<string> | null {
	return process.stdin.isTTY ? answerTo(question) : null;
}

async function answerTo(question: string): Promise<string> {
	// The result alone goes to standard output.
	const terminal = createInterface({ input: process.stdin, output: process.stderr });
	const answer = await new Promise<string>((resolve) => {
		terminal.once('close', () => resolve(''));
		terminal.question(question, resolve);
	});
	terminal.close();
	return answer;
}
