import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { testPipeline } from '../../tests/pipeline.ts';
import type { Figure } from './figure.ts';
import { createPatientReader } from './patient-reader.ts';

const pipeline = testPipeline();

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

it('does not wait for what hangs, nor ask it again before it has answered', async () => {
	let answer: (figures: Figure[]) => void = () => undefined;
	const read = vi.fn(
		() =>
			new Promise<Figure[]>((resolve) => {
				answer = resolve;
			}),
	);
	const lines: string[] = [];
	const log = pino({}, { write: (line: string) => void lines.push(line) });
	const reader = createPatientReader({ name: 'slow', read }, { ...pipeline(), log });

	for (let scrape = 0; scrape < 3; scrape++) {
		const scraped = reader();
		await vi.advanceTimersByTimeAsync(4_000);
		expect(await scraped).toBeNull();
	}
	expect(read).toHaveBeenCalledTimes(1);
	expect(lines).toHaveLength(1);
	expect(lines[0]).toContain('no answer within 4 s');

	answer([]);
	expect(await reader()).toEqual([]);
	const next = reader();
	answer([]);
	expect(await next).toEqual([]);
	expect(read).toHaveBeenCalledTimes(2);
});
