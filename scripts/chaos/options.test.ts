import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../tests/read-command-line.ts';
import { readOptions } from './options.ts';

describe('the options of npm run chaos, asked for what cannot be', () => {
	it.each([
		[['--rounds', '0'], /--rounds.*from 1/],
		[['--rounds', 'many'], /--rounds/],
		[['--seed', '-1'], /--seed/],
		[['--backend', 'mysql'], /--backend.*postgres, redis/],
		[['--faults', 'kill-all,nonsense'], /"nonsense"/],
		[['--faults', 'redis-kill'], /redis-kill.*--backend redis/],
		[['--speed', '3'], /--speed/],
		[['twice'], /arguments/],
	])('%j: says so in one line', (args, named) => {
		const { code, out, err } = readCommandLine(readOptions, args);
		expect([code, out]).toEqual([1, '']);
		expect(err.trim().split('\n')).toHaveLength(1);
		expect(err).toMatch(named);
	});
});
