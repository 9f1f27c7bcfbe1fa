import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../tests/manual-clock.ts';
import { START } from '../tests/pipeline.ts';
import { createSharedAnswers, type SharedAnswers } from './shared-answers.ts';

let realClock: ManualClock;
let shared: SharedAnswers;
/** What there is to read. */
let state: number;
/** Questions that were begun and have not been answered yet. */
let waiting: (() => void)[];
let begun: number;

beforeEach(() => {
	realClock = new ManualClock(START);
	shared = createSharedAnswers({ realClock, life: 10_000, most: 3 });
	[state, waiting, begun] = [1, [], 0];
});

/** Reads at once and answers when the test says so. */
function slowly(): Promise<number> {
	begun += 1;
	const read = state;
	return new Promise((resolve) => waiting.push(() => resolve(read)));
}

async function quickly(): Promise<number> {
	begun += 1;
	return state;
}

function answerAll(): void {
	for (const answer of waiting.splice(0)) answer();
}

describe('an answer', () => {
	it('is shared while it is made, and afterwards for 10 s', async () => {
		const asked = [shared.share('a', slowly), shared.share('a', slowly)];
		answerAll();
		expect(await Promise.all(asked)).toEqual([1, 1]);
		state = 2;
		realClock.advance(9_999);
		expect(await shared.share('a', quickly)).toBe(1);
		realClock.advance(1);
		expect(await shared.share('a', quickly)).toBe(2);
		expect(begun).toBe(2);
	});

	it('is not told to those who ask after a change, be it made or under way; they share the next', async () => {
		const before = shared.share('a', slowly);
		state = 2;
		shared.forget();
		const after = [shared.share('a', slowly), shared.share('a', slowly)];
		expect(begun).toBe(1);
		answerAll();
		expect(await before).toBe(1);
		await Promise.resolve();
		answerAll();
		expect(await Promise.all(after)).toEqual([2, 2]);
		expect(begun).toBe(2);
		state = 3;
		shared.forget('b');
		expect(await shared.share('a', quickly)).toBe(2);
		shared.forget('a');
		expect(await shared.share('a', quickly)).toBe(3);
	});

	it('that failed is told to those who wait for it, and to nobody else', async () => {
		const failing = () => Promise.reject(new Error('no connection'));
		const asked = [shared.share('a', failing), shared.share('a', quickly)];
		for (const answer of asked) await expect(answer).rejects.toThrow('no connection');
		expect(await shared.share('a', quickly)).toBe(1);
	});

	it('that nobody has asked for longest is given up for a fourth', async () => {
		for (const key of ['a', 'b', 'c', 'a', 'd']) await shared.share(key, quickly);
		expect(begun).toBe(4);
		for (const key of ['a', 'c', 'd']) await shared.share(key, quickly);
		expect(begun).toBe(4);
		await shared.share('b', quickly);
		expect(begun).toBe(5);
	});

	it('is never older than the last change, nor than 10 s, whatever happens in between', async () => {
		const event = fc.oneof(
			fc.constant('ask' as const),
			fc.constant('change' as const),
			fc.constant('answer' as const),
			fc.constant('wait' as const),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(event, { maxLength: 40 }), async (events) => {
				const own = createSharedAnswers({ realClock, life: 10_000, most: 3 });
				const asked: Promise<void>[] = [];
				for (const happens of events) {
					if (happens === 'ask') {
						const least = state;
						asked.push(own.share('a', slowly).then((read) => expect(read).toBeGreaterThanOrEqual(least)));
					} else if (happens === 'change') {
						state += 1;
						own.forget();
					} else if (happens === 'answer') {
						expect(waiting.length).toBeLessThanOrEqual(1);
						answerAll();
					} else realClock.advance(4_000);
					for (let turn = 0; turn < 5; turn++) await Promise.resolve();
				}
				const all = Promise.all(asked);
				let over = false;
				void all.finally(() => {
					over = true;
				});
				while (!over) {
					answerAll();
					await new Promise((resolve) => setImmediate(resolve));
				}
				await all;
			}),
		);
	});
});
