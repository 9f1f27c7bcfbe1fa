import { describe, expect, it } from 'vitest';
import { typeTouchline } from '../../tests/type-touchline.ts';

/** Nothing of it gets as far as asking a console. */
const touchline = (args: string[]) => typeTouchline(args, { variables: {} });

describe('touchline, asked for what cannot be', () => {
	it.each([
		[['investigate', '--since', 'yesterday'], /--since.*30m, 12h or 7d/],
		[['investigate', '--since', '91d'], /90d at most/],
		[['investigate', '--since', '0m'], /--since/],
		[['retry'], /Say which failures you mean: with --group, --match, --failure or --all/],
		[['retry', '--all', '--match', 'x'], /Choose in one way/],
		[['retry', '--failure', 'x', '--stage', 'analysis'], /--stage can be used with --all only/],
		[['retry', '--all', '--stage', 'warm-up'], /--stage.*analysis, lineups/],
		[['clear', '--all', '--yes'], /--reason/],
		[['cancel'], /action/],
	])('%j: says so in one line', async (args, named) => {
		const { code, out, err } = await touchline(args);
		expect([code, out]).toEqual([1, '']);
		expect(err.trim().split('\n')).toHaveLength(1);
		expect(err).toMatch(named);
	});

	it('takes 500 ids at once, not more', async () => {
		const ids = Array.from({ length: 501 }, (_, place) => `f${place}`);
		const { code, err } = await touchline(['retry', '--failure', ...ids]);
		expect([code, err]).toEqual([1, expect.stringMatching(/^At most 500 ids can be named at once: .*\n$/)]);
	});

	it.each([
		'investigate',
		'retry',
		'clear',
		'cancel',
		'backfill',
		'backfill status',
		'backfill pause',
		'backfill resume',
		'backfill cancel',
	])('%s --help tells how', async (name) => {
		const { code, out } = await touchline([...name.split(' '), '--help']);
		expect(code).toBe(0);
		expect(out).toMatch(/Usage: touchline/);
		expect(out).toMatch(/Exit code/);
	});
});
