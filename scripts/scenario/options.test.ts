import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../tests/read-command-line.ts';
import { readOptions } from './options.ts';

describe('the options of npm run scenario, asked for what cannot be', () => {
	it.each([
		[[], /missing required argument 'name'/],
		[['settlement-44'], /settlement-44.*settlement-43/],
		[['settlement-43', '--backend', 'mysql'], /--backend.*postgres, redis/],
		[['settlement-43', '--port', '99999'], /--port.*65535/],
		[['settlement-43', 'twice'], /too many arguments/],
	])('%j: says so in one line', (args, named) => {
		const { code, out, err } = readCommandLine(readOptions, args);
		expect([code, out]).toEqual([1, '']);
		expect(err.trim().split('\n')).toHaveLength(1);
		expect(err).toMatch(named);
	});
});
