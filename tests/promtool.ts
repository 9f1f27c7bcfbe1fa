import { spawnSync } from 'node:child_process';

/** Where Prometheus's promtool is installed; undefined when it is not. */
export function findPromtool(): string | undefined {
	const { stdout } = spawnSync('sh', ['-c', 'command -v promtool'], { encoding: 'utf8' });
	return stdout?.trim() || undefined;
}

/**
 * Runs promtool.
 * @returns its exit code, and what it said
 */
export function runPromtool(args: string[], input?: string): { code: number | null; said: string } {
	const { status, stdout, stderr } = spawnSync('promtool', args, { input, encoding: 'utf8' });
	return { code: status, said: `${stdout}${stderr}` };
}
