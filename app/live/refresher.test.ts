import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRefresher } from './refresher.ts';

describe('a refresher', () => {
	beforeEach(() => {
		vi.useFakeTimers();
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	it('refreshes at once, then at most once per second, and not without a change', () => {
		const refresh = vi.fn(() => true);
		const refresher = createRefresher(refresh);
		for (let change = 0; change < 50; change++) refresher.changed();
		expect(refresh).toHaveBeenCalledTimes(1);
		vi.advanceTimersByTime(1_000);
		expect(refresh).toHaveBeenCalledTimes(2);
		vi.advanceTimersByTime(60_000);
		expect(refresh).toHaveBeenCalledTimes(2);
	});

	it('tries again what was not possible, and at once when it is told so', () => {
		let visible = false;
		const refresh = vi.fn(() => visible);
		const refresher = createRefresher(refresh);
		refresher.changed();
		vi.advanceTimersByTime(1_500);
		expect(refresh).toHaveReturnedWith(false);
		visible = true;
		vi.advanceTimersByTime(1_000);
		expect(refresh).toHaveLastReturnedWith(true);
		const calls = refresh.mock.calls.length;
		vi.advanceTimersByTime(5_000);
		expect(refresh).toHaveBeenCalledTimes(calls);
	});

	it('ends when it is stopped', () => {
		const refresh = vi.fn(() => true);
		const refresher = createRefresher(refresh);
		refresher.changed();
		refresher.changed();
		refresher.stop();
		vi.advanceTimersByTime(5_000);
		expect(refresh).toHaveBeenCalledTimes(1);
	});
});
