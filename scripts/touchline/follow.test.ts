import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../server/clock.ts';
import { AppError } from '../../server/errors.ts';
import { follow } from './follow.ts';

const AWAY = new AppError('unavailable', 'No Touchline answers.');

/** Follows a count until it is 3; every look takes a while and gets the next answer. */
async function followTo3(
	answers: (number | AppError)[],
	{ tookMs = 0, signal = new AbortController().signal }: { tookMs?: number; signal?: AbortSignal } = {},
) {
	const told: number[] = [];
	let time = 0;
	const count = await follow({
		async read() {
			time += tookMs;
			const answer = answers.shift() ?? 3;
			if (answer instanceof AppError) throw answer;
			return answer;
		},
		isOver: (now) => now === 3,
		tell: (now) => told.push(now),
		signal,
		now: () => time,
	});
	return { count, told };
}

describe('follow', () => {
	it('tells how far it is until it is over', async () => {
		expect(await followTo3([1, 3, 4])).toEqual({ count: 3, told: [1, 3] });
	});

	it('ends with what it knows when it is to', async () => {
		const signal = AbortSignal.abort();
		expect(await followTo3([1, 3], { signal })).toEqual({ count: 1, told: [1] });
		expect(await followTo3([AWAY, 3], { signal })).toEqual({ count: null, told: [] });
	});

	it('bears a console that is away for less than a minute', async () => {
		expect(await followTo3([1, AWAY, 3])).toEqual({ count: 3, told: [1, 3] });
		await expect(followTo3([1, AWAY, 3], { tookMs: MINUTE })).rejects.toThrow(AWAY);
	});

	it('bears no refusal', async () => {
		const gone = new AppError('not-found', 'There is no such action.');
		await expect(followTo3([gone])).rejects.toThrow(gone);
	});
});
