import { machineTime, SECOND } from '../../server/clock.ts';
import type { Output } from './shell.ts';

const BAR = 30;
/** Of an output that does not say how wide its lines are. */
const WIDTH = 80;
/** Real milliseconds between two lines where a line cannot be drawn again. */
const LINE_EVERY = 10 * SECOND;

/** "[######------]": how much of it is done; all of nothing is. */
export function drawBar(done: number, total: number): string {
	const filled = total === 0 ? BAR : Math.round((done / total) * BAR);
	return `[${'#'.repeat(filled)}${'-'.repeat(BAR - filled)}]`;
}

/** Tells how far something is: with one line that changes on a terminal, elsewhere with a line now and then. */
export function createProgress(err: Output, now = machineTime) {
	if (err.isTTY) {
		const most = (err.columns ?? WIDTH) - 1;
		return {
			show: (line: string) => void err.write(`\r\x1b[2K${line.slice(0, most)}`),
			end: () => void err.write('\n'),
		};
	}
	err.write('Waiting until it is done; Ctrl-C leaves it running.\n');
	let toldAt = now();
	return {
		show(line: string) {
			if (now() - toldAt < LINE_EVERY) return;
			toldAt = now();
			err.write(`${line}\n`);
		},
		end: () => undefined,
	};
}
