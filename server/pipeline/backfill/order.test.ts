import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../tests/manual-clock.ts';
import { DAY, after as later } from '../../clock.ts';
import { backfillSelection, windowOf } from './order.ts';

const START = new Date('2025-03-01T12:00:00Z');
const days = (count: number) => later(START, count * DAY);

describe('backfillSelection', () => {
	it('asks for what is missing, the newest matches first, unless told otherwise', () => {
		expect(backfillSelection.parse({})).toEqual({
			policy: 'missing',
			order: 'newest',
			concurrency: 8,
			budgetUsd: null,
		});
	});

	it.each([
		[{ days: 0 }, /days must be from 1 to 366/],
		[{ days: -3 }, /days must be from 1 to 366/],
		[{ days: 10_000 }, /days must be from 1 to 366/],
		[{ days: 1.5 }, /days must be a whole number/],
		[{ from: days(0), to: days(-1) }, /from must be before to/],
		[{ from: days(0), to: days(0) }, /from must be before to/],
		[{ from: new Date('0001-01-01') }, /from must be in 1900 or later/],
		[{ to: new Date('9999-12-31') }, /to must be before 2100/],
		[{ days: 3, from: days(-1) }, /either days or a time/],
		[{ matchIds: [] }, /matchIds/],
		[{ budgetUsd: 0 }, /budget must be more than 0 dollars/],
		[{ budgetUsd: -1 }, /budget must be more than 0 dollars/],
		[{ concurrency: 0 }, /concurrency must be from 1 to 50/],
		[{ concurrency: 51 }, /concurrency must be from 1 to 50/],
		[{ policy: 'everything' }, /policy/],
	])('refuses %j by name', (input, problem) => {
		const { error } = backfillSelection.safeParse(input);
		expect(error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')).toMatch(
			problem,
		);
	});
});

describe('windowOf', () => {
	const clock = new ManualClock(START);

	it('looks back seven days, or as many as are asked for', () => {
		expect(windowOf({}, clock)).toEqual({ from: days(-7), to: START });
		expect(windowOf({ days: 2 }, clock)).toEqual({ from: days(-2), to: START });
	});

	it('takes a time as it is given, and completes a half of it', () => {
		expect(windowOf({ from: days(-30), to: days(-20) }, clock)).toEqual({ from: days(-30), to: days(-20) });
		expect(windowOf({ from: days(-3) }, clock)).toEqual({ from: days(-3), to: START });
		expect(windowOf({ to: days(-20) }, clock)).toEqual({ from: days(-27), to: days(-20) });
	});

	it.each([
		[{ from: days(1) }, 'The time ends before it begins'],
		[{ from: days(-400) }, 'longer than 366 days'],
		[{ from: days(-400), to: days(-10) }, 'longer than 366 days'],
	])('refuses %j', (given, problem) => {
		expect(() => windowOf(given, clock)).toThrow(problem);
	});

	it('means named matches whenever they kick off, unless a time is given as well', () => {
		expect(windowOf({ matchIds: ['a'] }, clock)).toBeNull();
		expect(windowOf({ matchIds: ['a'], days: 1 }, clock)).toEqual({ from: days(-1), to: START });
	});
});
