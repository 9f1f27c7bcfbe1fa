import { describe, expect, it } from 'vitest';
import { MINUTE, machineTime, ReplayClock, type ReplayPace, SECOND, virtualTime } from './clock.ts';

const VIRTUAL = new Date('2025-05-25T09:00:00Z');
const REAL = new Date('2026-01-01T00:00:00Z');

const later = (pace: Partial<ReplayPace>, realMs: number) =>
	virtualTime(
		{ virtualAt: VIRTUAL, realAt: REAL, pace: 1, allowance: 15 * MINUTE, ...pace },
		REAL.getTime() + realMs,
	) - VIRTUAL.getTime();

describe('virtualTime', () => {
	it('runs at its pace', () => {
		expect(later({}, SECOND)).toBe(SECOND);
		expect(later({ pace: 600 }, SECOND)).toBe(10 * MINUTE);
	});

	it('stands still where what was allowed ends', () => {
		expect(later({ pace: 600 }, 2 * SECOND)).toBe(15 * MINUTE);
		expect(later({ pace: 3_000 }, MINUTE)).toBe(15 * MINUTE);
		expect(later({ allowance: 0 }, MINUTE)).toBe(0);
	});
});

describe('ReplayClock', () => {
	it('never steps back when a new pace places it earlier', () => {
		const realAt = new Date(machineTime());
		const clock = new ReplayClock({ virtualAt: VIRTUAL, realAt, pace: 1e9, allowance: MINUTE });
		const told = clock.now();
		clock.follow({ virtualAt: VIRTUAL, realAt, pace: 1, allowance: 0 });
		expect(clock.now()).toEqual(told);
	});
});
