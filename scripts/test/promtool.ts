import { spawnSync } from 'node:child_process';
import { complaint, installFromDebian, isDebianRoot } from './debian.ts';

/**
 * Makes sure that there is a promtool for the checks of the metrics and the alert rules: Debian's package is
 * installed as root on Debian.
 * @param log gets one line when something is installed
 * @returns the reason, as text, when there is none
 */
export async function providePromtool(log: (line: string) => void): Promise<string | undefined> {
	if (findPromtool()) return undefined;
	if (!(await isDebianRoot())) return 'no promtool is installed (Debian has it in the package prometheus)';
	log('Installing promtool for the checks of the metrics (apt-get install prometheus) ...');
	const output = await installFromDebian('prometheus');
	return findPromtool() ? undefined : `no promtool could be installed (${complaint(output)})`;
}

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
	const { status, stdout, stderr } = spawnSync(findPromtool() ?? '', args, { input, encoding: 'utf8' });
	return { code: status, said: `${stdout}${stderr}` };
}
