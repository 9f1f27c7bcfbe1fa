import { describe, expect, it } from 'vitest';
import type { CallEstimate } from '../call-estimates.ts';
import { costOf, estimateWork } from './estimate.ts';

const call = (modelId: string, provider: string, measured = true): [string, CallEstimate] => [
	modelId,
	{ modelId, provider, promptTokens: 1_000, completionTokens: 100, costUsd: 0.002, latencyMs: 500, measured },
];

const ESTIMATES = new Map([
	call('a', 'together'),
	call('b', 'together'),
	call('c', 'synthetic'),
	call('new', 'synthetic', false),
]);

const limits = (together: number, perMinute = 0) => [
	{ provider: 'together' as const, inFlight: together, perMinute },
	{ provider: 'synthetic' as const, inFlight: 10, perMinute: 0 },
];

describe('estimateWork', () => {
	it('sums calls, tokens and cost by provider', () => {
		const matches = [['a', 'b', 'c'], ['a', 'b'], ['b']];
		const estimate = estimateWork(matches, ESTIMATES, { limits: limits(10), concurrency: 8 });
		expect(estimate).toMatchObject({
			calls: 6,
			promptTokens: 6_000,
			completionTokens: 600,
			assumedModels: [],
		});
		expect(estimate.costUsd).toBeCloseTo(0.012);
		expect(estimate.providers.map(({ provider, calls }) => [provider, calls])).toEqual([
			['together', 5],
			['synthetic', 1],
		]);
	});

	it('lasts as long as the slowest provider, with as many calls in flight as it allows', () => {
		const matches = Array.from({ length: 100 }, () => ['a', 'b', 'c']);
		const { durationMs, providers } = estimateWork(matches, ESTIMATES, { limits: limits(4), concurrency: 8 });
		expect(durationMs).toBe((200 * 500) / 4);
		expect(providers[0]).toMatchObject({ durationMs, limitedBy: 'calls in flight' });
	});

	it('has no more in flight than the matches that are worked on ask for', () => {
		const matches = Array.from({ length: 100 }, () => ['a', 'b']);
		const { durationMs } = estimateWork(matches, ESTIMATES, { limits: limits(100), concurrency: 3 });
		expect(durationMs).toBe(Math.round((200 * 500) / 6));
	});

	it('waits for the calls per minute where they are what holds it up', () => {
		const matches = Array.from({ length: 60 }, () => ['a', 'b']);
		const { durationMs, providers } = estimateWork(matches, ESTIMATES, {
			limits: limits(100, 60),
			concurrency: 50,
		});
		expect(durationMs).toBe(2 * 60_000);
		expect(providers[0]?.limitedBy).toBe('calls per minute');
	});

	it('names the models that it had to assume something of', () => {
		const { assumedModels } = estimateWork([['a', 'new'], ['new']], ESTIMATES, {
			limits: limits(10),
			concurrency: 8,
		});
		expect(assumedModels).toEqual(['new']);
	});

	it('comes to nothing without matches', () => {
		expect(estimateWork([], ESTIMATES, { limits: limits(10), concurrency: 8 })).toMatchObject({
			calls: 0,
			costUsd: 0,
			durationMs: 0,
			providers: [],
		});
	});
});

describe('costOf', () => {
	it('knows nothing of a model that is not enabled', () => {
		expect(costOf(['a', 'c', 'gone'], ESTIMATES)).toBeCloseTo(0.004);
	});
});
