import { expect, it } from 'vitest';
import { createDeathWatch } from './death-watch.ts';

const ended = (name: string, how: string) => `The ${name} process ended (${how}); starting it again.`;

it('takes kills of ours, and workers that say why they cannot start, for no crash', () => {
	const watch = createDeathWatch();
	watch.expectKill('prediction');
	watch.report(ended('prediction', 'SIGKILL'));
	watch.report('The settlement worker cannot start: The database cannot be reached.');
	watch.report(ended('settlement', 'code 1'));
	expect(watch.crashes()).toEqual([]);
});

it('keeps every other death, with its last words', () => {
	const watch = createDeathWatch();
	watch.report('TypeError: this is undefined');
	watch.report(ended('scheduling', 'code 1'));
	watch.report(ended('prediction', 'SIGKILL'));
	expect(watch.crashes()).toEqual([
		'the scheduling process ended (code 1): TypeError: this is undefined',
		expect.stringContaining('the prediction process ended (SIGKILL)'),
	]);
});
