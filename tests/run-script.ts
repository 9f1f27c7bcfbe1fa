import { spawn } from 'node:child_process';

/** How a command ended, and what it printed. */
export interface Ended {
	code: number | null;
	out: string;
	err: string;
}

/**
 * Runs a script of ours as its npm command does.
 * @param variables added to the environment of the tests
 * @param onError is told the process id with each piece of standard error
 */
export function runScript(
	script: string,
	args: string[],
	variables: Record<string, string>,
	onError: (text: string, pid: number) => void = () => undefined,
): Promise<Ended> {
	const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
		env: { ...process.env, ...variables },
	});
	let [out, err] = ['', ''];
	child.stdout.on('data', (text: Buffer) => {
		out += text;
	});
	child.stderr.on('data', (text: Buffer) => {
		err += text;
		onError(text.toString(), child.pid ?? 0);
	});
	return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}
