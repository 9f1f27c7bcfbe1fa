import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { findPromtool, runPromtool } from '../../scripts/test/promtool.ts';
import { finishedWith, START, storeMatch, storePrediction } from '../../tests/pipeline.ts';
import { testWeb } from '../../tests/web.ts';
import { HOUR, after as later, MINUTE } from '../clock.ts';
import { FAILURE } from '../pipeline/event-counts.ts';
import { createHeartbeat } from '../pipeline/heartbeat.ts';
import { runPass } from '../pipeline/passes.ts';
import { createSettlementJob } from '../pipeline/settlement-job.ts';
import { parseExposition, type Series } from './exposition.fixture.ts';

const web = testWeb();

const FOLDER = 'docs/monitoring';
const RULES = `${FOLDER}/alerts.rules.yml`;
const DASHBOARD = `${FOLDER}/grafana-dashboard.json`;

let text = '';
let series: Series = new Map();

/** A pipeline in which there is a value for everything. */
beforeAll(async () => {
	const { pipeline, url } = web();
	const { db, clock, events, modelCalls } = pipeline;
	const kickoffAt = later(START, -2 * HOUR);
	const matchId = await storeMatch(pipeline, { kickoffAt, ...finishedWith(1, 0) });
	await storePrediction(pipeline, matchId, { madeAt: later(kickoffAt, -20 * MINUTE) });
	await storeMatch(pipeline, { kickoffAt: later(START, 5 * HOUR) });
	await createSettlementJob(pipeline)(matchId);
	await modelCalls.counted('llama-4-scout', async () => ({
		promptTokens: 100,
		completionTokens: 10,
		costUsd: 0.01,
		latencyMs: 200,
	}));
	events.count(FAILURE, 'predictions/transient');
	await Promise.all([events.store(), modelCalls.store()]);
	await createHeartbeat(db, clock, 'prediction').beat();
	await runPass(pipeline, 'sweep');
	for (const path of ['/api/health', '/nothing']) await fetch(`${url}${path}`);
	const response = await fetch(`${url}/metrics`);
	text = await response.text();
	series = parseExposition(text);
});

describe.skipIf(!findPromtool())('promtool', () => {
	it('has nothing to say about the metrics', () => {
		expect(runPromtool(['check', 'metrics'], text)).toEqual({ code: 0, said: '' });
	});

	it('takes the alert rules, and they raise what their test expects', () => {
		expect(runPromtool(['check', 'rules', '--lint-fatal', RULES])).toMatchObject({ code: 0 });
		expect(runPromtool(['test', 'rules', RULES.replace('.yml', '.test.yml')])).toMatchObject({ code: 0 });
	});
});

describe('what is asked of the metrics', () => {
	it('is there: by the alert rules', () => {
		const selectors = selectorsIn(expressionsOfRules(readFileSync(RULES, 'utf8')));
		expect(selectors.length).toBeGreaterThan(15);
		expect(selectors.filter((selector) => !selects(selector))).toEqual([]);
	});

	it('is there: by the panels of the dashboard', () => {
		const { panels } = JSON.parse(readFileSync(DASHBOARD, 'utf8'));
		const selectors = selectorsIn(expressionsIn(panels));
		expect(selectors.length).toBeGreaterThan(30);
		expect(selectors.filter((selector) => !selects(selector))).toEqual([]);
	});

	it('includes every one that is Touchline’s own, but for details', () => {
		const asked = `${readFileSync(RULES, 'utf8')}${readFileSync(DASHBOARD, 'utf8')}`;
		const names = new Set([...series.keys()].map((key) => key.replace(/\{.*/, '')));
		const unused = [...names].filter((name) => name.startsWith('touchline_') && !asked.includes(name));
		const details = /^touchline_reconcile_last_|_duration_seconds_sum$/;
		expect(unused.filter((name) => !details.test(name))).toEqual([]);
	});
});

it('measures requests by the part that answers them', () => {
	expect(series.get('touchline_http_request_duration_seconds_count{route="page",status="4xx"}')).toBe(1);
	expect(
		series.get('touchline_http_request_duration_seconds_bucket{le="+Inf",route="api",status="5xx"}'),
	).toBe(1);
});

interface Selector {
	name: string;
	matchers: string;
}

/** Metrics with their label matchers, as they stand in PromQL. */
function selectorsIn(expressions: string[]): Selector[] {
	return expressions.flatMap((expression) =>
		[...expression.matchAll(/\b((?:touchline|process|nodejs)_\w+)(?:\{([^}]*)\})?/g)].map(
			([, name = '', matchers = '']) => ({ name, matchers }),
		),
	);
}

/** Whether a metric is there whose labels can be matched in this way. */
function selects({ name, matchers }: Selector): boolean {
	const wanted = [...matchers.matchAll(/(\w+)\s*(=~|!=|=)\s*"([^"]*)"/g)];
	return [...series.keys()].some((key) => {
		if (key !== name && !key.startsWith(`${name}{`)) return false;
		return wanted.every(([, label, operator, value]) => {
			const actual = new RegExp(`[{,]${label}="([^"]*)"`).exec(key)?.[1];
			if (operator === '!=') return actual !== undefined;
			return actual !== undefined && new RegExp(`^(?:${value})$`).test(actual);
		});
	});
}

function expressionsOfRules(yaml: string): string[] {
	return [...yaml.matchAll(/expr: (?:\|\n((?: {10,}.*\n)+)|(.*))/g)].map(
		([, block, line]) => block ?? line ?? '',
	);
}

function expressionsIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) =>
		key === 'expr' && typeof inner === 'string' ? [inner] : expressionsIn(inner),
	);
}
