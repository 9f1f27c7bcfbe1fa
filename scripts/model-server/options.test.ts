import { expect, it } from 'vitest';
import { readCommandLine } from '../../tests/read-command-line.ts';
import { readOptions } from './options.ts';

it('explains itself', () => {
	const { code, out } = readCommandLine(readOptions, ['--help']);
	expect(code).toBe(0);
	for (const word of ['--port', '--latency', '--faults', 'x-fault', '/calls']) expect(out).toContain(word);
});

it.each([
	[['--port', '70000'], '65535'],
	[['--latency', '-1'], '--latency'],
	[['--faults', '[{"kind":"rain"}]'], 'faults'],
	[['--faults', 'oops'], 'JSON'],
])('names what is wrong with %j', (flags, named) => {
	const { code, err } = readCommandLine(readOptions, flags);
	expect(code).toBe(1);
	expect(err).toContain(named);
	expect(err).not.toMatch(/^\s+at /m);
});
