import { EventEmitter, once } from 'node:events';
import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import { ManualClock } from '../tests/manual-clock.ts';
import { MINUTE } from './clock.ts';
import { type RecurringTask, runRecurring } from './recurring.ts';

const START = new Date('2025-03-01T12:00:00Z');

/** Runs the tasks at a beat of 1 ms until `stop` is called. */
function running(tasks: RecurringTask[], clock = new ManualClock(START)) {
	const end = new AbortController();
	const done = runRecurring(tasks, { clock, log: pino({ level: 'silent' }), signal: end.signal, beat: 1 });
	const stop = () => {
		end.abort();
		return done;
	};
	return { clock, end, done, stop };
}

function counted(name: string, every: number) {
	const task = { name, every, runs: 0, run: async () => void task.runs++ };
	return task;
}

describe('runRecurring', () => {
	it('runs each task at once, then whenever its time has passed on the clock', async () => {
		const [minute, hour, beat] = [
			counted('minute', MINUTE),
			counted('hour', 60 * MINUTE),
			counted('beat', 0),
		];
		const { clock, stop } = running([minute, hour, beat]);
		await vi.waitFor(() => expect(beat.runs).toBeGreaterThan(3));
		expect([minute.runs, hour.runs]).toEqual([1, 1]);
		clock.advance(MINUTE);
		const beats = beat.runs;
		await vi.waitFor(() => expect(beat.runs).toBeGreaterThan(beats + 2));
		expect([minute.runs, hour.runs]).toEqual([2, 1]);
		await stop();
	});

	it('has everything due at once when it is run again', async () => {
		const hour = counted('hour', 60 * MINUTE);
		for (const turn of [1, 2]) {
			const { stop } = running([hour]);
			await vi.waitFor(() => expect(hour.runs).toBe(turn));
			await stop();
		}
	});

	it('lets the task that runs come to its end when the signal aborts, and starts no other', async () => {
		const gate = new EventEmitter();
		const slow = { name: 'slow', every: 0, run: () => once(gate, 'open') };
		const next = counted('next', 0);
		const { end, done } = running([slow, next]);
		let ended = false;
		const watched = done.then(() => {
			ended = true;
		});
		end.abort();
		await new Promise((soon) => setImmediate(soon));
		expect(ended).toBe(false);
		gate.emit('open');
		await watched;
		expect(next.runs).toBe(0);
	});

	it('gives a task that fails its next turn as usual, and the others theirs', async () => {
		let failures = 0;
		const failing: RecurringTask = {
			name: 'failing',
			every: 0,
			async run() {
				failures += 1;
				throw new Error('no luck');
			},
		};
		const other = counted('other', 0);
		const { stop } = running([failing, other]);
		await vi.waitFor(() => expect(Math.min(failures, other.runs)).toBeGreaterThan(1));
		await stop();
	});
});
