import { spawn } from 'node:child_process';
import path from 'node:path';
import { removeLeftoverScratch } from '../../server/scratch-postgres.ts';
import { removeLeftoverRedis } from '../../server/scratch-redis.ts';

export interface ToolResult {
	ok: boolean;
	/** What it printed, both streams in the order they came. */
	output: string;
}

/**
 * Runs the JavaScript of an installed package's command, without colours and without an input. When we
 * are asked to end, it is asked to end first, so that nothing it started is left behind.
 * @param script path below node_modules
 */
export function runTool(
	script: string,
	args: readonly string[],
	env: Record<string, string> = {},
): Promise<ToolResult> {
	return runProgram(process.execPath, [path.join('node_modules', script), ...args], env);
}

export function runProgram(
	program: string,
	args: readonly string[],
	env: Record<string, string> = {},
): Promise<ToolResult> {
	const { FORCE_COLOR: _, ...inherited } = process.env;
	return new Promise((resolve) => {
		const child = spawn(program, args, {
			env: { ...inherited, NO_COLOR: '1', ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		const keep = (chunk: Buffer) => {
			output += chunk;
		};
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);

		const passOn = (signal: NodeJS.Signals) => {
			const clearAway = () => Promise.all([removeLeftoverScratch(), removeLeftoverRedis()]);
			child.once('close', () => clearAway().finally(() => process.exit(1)));
			child.kill(signal);
		};
		process.once('SIGINT', passOn).once('SIGTERM', passOn);
		const finish = (ok: boolean) => {
			process.off('SIGINT', passOn).off('SIGTERM', passOn);
			resolve({ ok, output });
		};
		child.once('error', (error) => {
			output += error.message;
			finish(false);
		});
		child.once('close', (code) => finish(code === 0));
	});
}
