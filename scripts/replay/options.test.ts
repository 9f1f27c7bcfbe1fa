import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../tests/read-command-line.ts';
import { readOptions } from './options.ts';

describe('the options of npm run replay, asked for what cannot be', () => {
	it.each([
		[['--speed', '0'], /speed/],
		[['--speed', 'fast'], /speed/],
		[['--models', 'nonsense'], /--models.*URL/],
		[['--port', '99999'], /--port.*65535/],
	])('%j: says so in one line', (args, named) => {
		const { code, out, err } = readCommandLine(readOptions, [...args, '--exit', '--json']);
		expect([code, out]).toEqual([1, '']);
		expect(err.trim().split('\n')).toHaveLength(1);
		expect(err).toMatch(named);
	});
});
