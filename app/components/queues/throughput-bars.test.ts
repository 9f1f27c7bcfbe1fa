import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HEIGHT, perMinute, throughputBars } from './throughput-bars.ts';

const AT = new Date('2025-03-01T12:00:00Z');

describe('the bars of a throughput', () => {
	it('stay within the picture, and show all that ended', () => {
		const count = fc.integer({ min: 0, max: 100_000 });
		const part = fc.record({ at: fc.constant(AT), done: count, failed: count, retried: count });
		fc.assert(
			fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
				for (const [index, { done, bad }] of throughputBars(parts).entries()) {
					const given = parts[index];
					expect(done + bad).toBeLessThanOrEqual(HEIGHT + 1e-9);
					expect(done > 0).toBe((given?.done ?? 0) > 0);
					expect(bad > 0).toBe((given?.failed ?? 0) + (given?.retried ?? 0) > 0);
				}
			}),
		);
	});
});

describe('per minute', () => {
	it.each([
		[0, 60, '0'],
		[1, 60, '0.02'],
		[90, 60, '1.5'],
		[6_000, 60, '100'],
	])('%d within %d minutes are %s', (count, minutes, words) => {
		expect(perMinute(count, minutes)).toBe(words);
	});
});
