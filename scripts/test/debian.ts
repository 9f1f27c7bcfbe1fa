import { readFile } from 'node:fs/promises';
import { runProgram } from './run-tool.ts';

/** Whether we may install Debian's packages. */
export async function isDebianRoot(): Promise<boolean> {
	if (process.getuid?.() !== 0) return false;
	return /^ID=debian$/m.test(await readFile('/etc/os-release', 'utf8').catch(() => ''));
}

/** Installs a package, without the services that it would start. @returns what apt said when it failed */
export async function installFromDebian(name: string): Promise<string> {
	const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
	const update = await runProgram('apt-get', ['update', '-qq'], env);
	const install = await runProgram('apt-get', ['install', '-qq', '-y', name], env);
	return install.ok ? '' : `${update.output}\n${install.output}`;
}

/** The line of a program's output that says what went wrong. */
export function complaint(output: string): string {
	const lines = output.split('\n').map((line) => line.trim());
	return (
		lines.findLast((line) => /^(E:|error|failed)/i.test(line)) ?? lines.findLast(Boolean) ?? 'no reason given'
	);
}
