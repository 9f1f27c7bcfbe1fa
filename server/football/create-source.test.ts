import { describe, expect, it } from 'vitest';
import { createSource } from './create-source.ts';

describe('createSource', () => {
	it('makes the simulated league of a seed', async () => {
		const list = (seed?: number | null) => createSource({ kind: 'simulated', seed }).listFixtures('sim.1');
		expect(await list(null)).toEqual(await list(1));
		expect(await list()).toEqual(await list(1));
		expect(await list(2)).not.toEqual(await list(1));
	});

	it('reads nothing before it is asked', async () => {
		const source = createSource({ kind: 'openfootball', location: '/does/not/exist' });
		expect(source.name).toBe('openfootball');
		await expect(source.competition('en.1')).rejects.toMatchObject({ code: 'unavailable' });
	});

	it('wants to know the seasons of a URL', () => {
		const location = 'https://raw.githubusercontent.com/openfootball/football.json/master';
		expect(() => createSource({ kind: 'openfootball', location })).toThrow(
			expect.objectContaining({ code: 'invalid', message: expect.stringContaining(location) }),
		);
		expect(createSource({ kind: 'openfootball', location, seasons: () => ['2024-25'] }).name).toBe(
			'openfootball',
		);
	});

	it.each([undefined, null, ''])('wants to know where the files are, not %j', (location) => {
		expect(() => createSource({ kind: 'openfootball', location })).toThrow(
			expect.objectContaining({
				code: 'invalid',
				message: expect.stringContaining('name their folder or URL'),
			}),
		);
	});
});
