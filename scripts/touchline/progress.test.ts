import { describe, expect, it } from 'vitest';
import { SECOND } from '../../server/clock.ts';
import { createProgress, drawBar } from './progress.ts';
import type { Output } from './shell.ts';

/** Shows a line each 4 s. */
function shown(lines: string[], terminal: Pick<Output, 'isTTY' | 'columns'> = {}): string {
	let [told, time] = ['', 0];
	const write = (text: string) => {
		told += text;
	};
	const progress = createProgress({ ...terminal, write }, () => time);
	for (const line of lines) {
		time += 4 * SECOND;
		progress.show(line);
	}
	progress.end();
	return told;
}

describe('progress', () => {
	it('draws its line again on a terminal, no longer than the terminal is wide', () => {
		expect(shown(['1 of 2', '2 of 2'], { isTTY: true, columns: 5 })).toBe('\r\x1b[2K1 of\r\x1b[2K2 of\n');
	});

	it('writes a line every 10 s elsewhere', () => {
		expect(shown(['4 s', '8 s', '12 s', '16 s', '20 s', '24 s'])).toBe(
			'Waiting until it is done; Ctrl-C leaves it running.\n12 s\n24 s\n',
		);
	});
});

it('draws how much is done', () => {
	expect(drawBar(1, 3)).toBe(`[${'#'.repeat(10)}${'-'.repeat(20)}]`);
	expect(drawBar(0, 0)).toBe(`[${'#'.repeat(30)}]`);
});
