import { describe, expect, it } from 'vitest';
import { findMatchday } from './matchday.ts';
import { readOptions } from './options.ts';

describe('findMatchday, asked for what is not there', () => {
	it.each([
		[['--data', '/nowhere', '--competition', 'en.1'], /^.*\/nowhere.*$/],
		[['--competition', 'xx.9'], /^.*xx\.9.*$/],
		[['--date', '2025-10-17'], /^.*2025-10-18.*$/],
		[['--date', 'yesterday'], /^.*yesterday.*$/],
	])('%j: says so in one line', async (args, named) => {
		const said: string[] = [];
		const options = readOptions(['node', 'replay', ...args]);
		await expect(findMatchday(options, (line) => said.push(line))).rejects.toThrow(named);
		expect(said).toEqual([]);
	});
});
