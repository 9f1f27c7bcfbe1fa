import { expect, it } from 'vitest';
import { testPipeline } from '../../../tests/pipeline.ts';
import { UnusableReplyError } from '../../models/unusable-reply.ts';
import { RateLimitedError } from '../../queue/outcomes.ts';
import { registryOf } from '../registry.ts';
import { modelCallsGroup } from './model-calls.ts';

const pipeline = testPipeline();

it('tells of each model how its calls ended, and what they took', async () => {
	const { modelCalls } = pipeline();
	const spent = { promptTokens: 100, completionTokens: 10, costUsd: 0.5 };
	const fail = (error: Error) =>
		expect(modelCalls.counted('llama-4-scout', () => Promise.reject(error))).rejects.toBe(error);
	await modelCalls.counted('llama-4-scout', async () => ({ ...spent, latencyMs: 1_500 }));
	await modelCalls.counted('llama-4-scout', async () => ({ ...spent, latencyMs: 500 }));
	await fail(new UnusableReplyError('No score.', { spent }));
	await fail(new RateLimitedError('Wait.', 100));
	await modelCalls.store();
	const text = await registryOf(await modelCallsGroup.read(pipeline())).metrics();
	const labels = 'provider="together",model="llama-4-scout"';
	expect(text.split('\n').filter((line) => line.startsWith('touchline'))).toEqual([
		`touchline_model_calls_total{${labels},outcome="answered"} 2`,
		`touchline_model_calls_total{${labels},outcome="unusable"} 1`,
		`touchline_model_calls_total{${labels},outcome="rate_limited"} 1`,
		`touchline_model_calls_total{${labels},outcome="refused"} 0`,
		`touchline_model_calls_total{${labels},outcome="failed"} 0`,
		`touchline_model_tokens_total{${labels},kind="prompt"} 300`,
		`touchline_model_tokens_total{${labels},kind="completion"} 30`,
		`touchline_model_cost_dollars_total{${labels}} 1.5`,
		`touchline_model_latency_seconds_sum{${labels}} 2`,
		`touchline_model_latency_seconds_count{${labels}} 2`,
	]);
	expect(text).toContain('# TYPE touchline_model_latency_seconds summary');
});
