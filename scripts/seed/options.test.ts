import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../tests/read-command-line.ts';
import { readOptions } from './options.ts';

describe('the options of npm run seed, asked for what cannot be', () => {
	it.each([
		[[], /--matches/],
		[['--matches', '0'], /--matches.*from 1 to 1000000/],
		[['--matches', '-5'], /--matches.*whole number/],
		[['--matches', '1000001'], /--matches.*from 1 to 1000000/],
		[['--matches', 'many'], /--matches.*whole number/],
		[['--matches', '9', '--seed', '1.5'], /--seed.*whole number/],
		[['--matches', '9', '--rows', '4'], /--rows/],
	])('%j: says so in one line', (args, named) => {
		const { code, out, err } = readCommandLine(readOptions, args);
		expect([code, out]).toEqual([1, '']);
		expect(err.trim().split('\n')).toHaveLength(1);
		expect(err).toMatch(named);
	});
});
