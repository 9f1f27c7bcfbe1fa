import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startModelServer } from './server.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

describe('the model-server command', () => {
	it('serves until it is told to stop', async () => {
		const child = run('--port', '0', '--latency', '1', '--faults', '[{"kind":"500","count":1}]');
		const url = await new Promise<string>((resolve) => {
			child.stdout.on('data', (chunk) => resolve(/http\S+/.exec(String(chunk))?.[0] ?? ''));
		});
		const body = '{"model": "acme/One", "messages": [{"role": "user", "content": "?"}]}';
		const ask = async () => (await fetch(`${url}/chat/completions`, { method: 'POST', body })).status;
		expect([await ask(), await ask()]).toEqual([500, 200]);
		const ended = outcomeOf(child);
		child.kill('SIGTERM');
		expect(await ended).toMatchObject({ code: 0, stderr: '' });
	});

	it('names what is wrong with its flags', async () => {
		const { code, stderr } = await outcomeOf(run('--faults', '[{"kind":"rain"}]'));
		expect(code).toBe(1);
		expect(stderr).toContain('faults');
		expect(stderr).not.toMatch(/^\s+at /m);
	});

	it('names a port in use', async () => {
		const server = await startModelServer();
		const { port } = new URL(server.url);
		const { code, stderr } = await outcomeOf(run('--port', port));
		await server.close();
		expect(code).toBe(1);
		expect(stderr).toBe(`model-server: Port ${port} of 127.0.0.1 is in use; choose another with --port.\n`);
	});
});

function run(...flags: string[]): ChildProcessWithoutNullStreams {
	return spawn(process.execPath, ['--import', 'tsx', MAIN, ...flags]);
}

interface Outcome {
	code: number | null;
	stdout: string;
	stderr: string;
}

function outcomeOf(child: ChildProcessWithoutNullStreams): Promise<Outcome> {
	const outcome: Outcome = { code: null, stdout: '', stderr: '' };
	child.stdout.on('data', (chunk) => {
		outcome.stdout += chunk;
	});
	child.stderr.on('data', (chunk) => {
		outcome.stderr += chunk;
	});
	return new Promise((resolve) => child.once('close', (code) => resolve({ ...outcome, code })));
}
