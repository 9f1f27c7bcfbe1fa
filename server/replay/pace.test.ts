import { describe, expect, it } from 'vitest';
import { after, MINUTE } from '../clock.ts';
import { allowanceOf, noteAfter, paceOf } from './pace.ts';

const situation = { speed: 600, owed: 0, unchangedFor: 0, finished: false };

describe('paceOf', () => {
	it('runs at the speed that was asked for while nothing is owed', () => {
		expect(paceOf(situation)).toBe(600);
		expect(paceOf({ ...situation, speed: 2 })).toBe(2);
	});

	it('slows down while models are being asked, and never speeds up for it', () => {
		expect(paceOf({ ...situation, owed: 420 })).toBe(10);
		expect(paceOf({ ...situation, owed: 420, speed: 2 })).toBe(2);
	});

	it('does not wait for ever for predictions that do not come', () => {
		expect(paceOf({ ...situation, owed: 42, unchangedFor: 44_999 })).toBe(10);
		expect(paceOf({ ...situation, owed: 42, unchangedFor: 45_000 })).toBe(600);
	});

	it('runs at real speed once the day is over', () => {
		expect(paceOf({ ...situation, finished: true })).toBe(1);
		expect(paceOf({ ...situation, finished: true, speed: 0.5 })).toBe(0.5);
	});
});

describe('allowanceOf', () => {
	const lookedAt = new Date('2025-05-25T11:00:00Z');
	const allowed = (minutes: number) => allowanceOf({ lookedAt, now: after(lookedAt, minutes * MINUTE) });

	it('lets the clock run for half the time that models have before a kick-off', () => {
		expect(allowed(0)).toBe(15 * MINUTE);
	});

	it('counts from what the conductor has seen, not from when it said so', () => {
		expect(allowed(10)).toBe(5 * MINUTE);
		expect(allowed(20)).toBe(0);
	});
});

describe('noteAfter', () => {
	it('notes the clock every second, or before half of what was allowed has passed', () => {
		expect(noteAfter(1)).toBe(1_000);
		expect(noteAfter(3_000)).toBe(150);
	});
});
