import { describe, expect, it, vi } from 'vitest';
import { finishedWith, START, storeMatch, storePrediction } from '../../tests/pipeline.ts';
import { testWeb } from '../../tests/web.ts';
import { raiseAlert } from '../alerts/alerts.ts';
import { HOUR, after as later, MINUTE, SECOND } from '../clock.ts';
import { createDatabase } from '../db.ts';
import { FAILURE } from '../pipeline/event-counts.ts';
import { createHeartbeat } from '../pipeline/heartbeat.ts';
import { runPass } from '../pipeline/passes.ts';
import { createSettlementJob } from '../pipeline/settlement-job.ts';
import { parseExposition, type Series } from './exposition.fixture.ts';
import { createMetrics } from './metrics.ts';

const web = testWeb();

/** What a scraper that has waited for a new answer gets. */
async function scrape(): Promise<Series> {
	web().realClock.advance(3 * SECOND);
	const response = await fetch(`${web().url}/metrics`);
	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
	return parseExposition(await response.text());
}

function startingWith(series: Series, prefix: string): Record<string, number> {
	return Object.fromEntries([...series].filter(([name]) => name.startsWith(prefix)));
}

describe('GET /metrics', () => {
	it('tells what became of settlements, how soon, and what failed', async () => {
		const { db, events, clock, backend } = web().pipeline;
		const kickoffAt = later(START, -2 * HOUR);
		const matchId = await storeMatch(web().pipeline, { kickoffAt, ...finishedWith(1, 0) });
		await storePrediction(web().pipeline, matchId, { madeAt: later(kickoffAt, -MINUTE) });
		clock.advance(5 * MINUTE);
		await createSettlementJob(web().pipeline)(matchId);
		events.count(FAILURE, 'settlement/predictions_missing');
		await events.store();
		await storeMatch(web().pipeline, { kickoffAt, ...finishedWith(0, 0) });
		await runPass(web().pipeline, 'sweep');
		const series = await scrape();
		expect(startingWith(series, 'touchline_settle')).toEqual({
			'touchline_settlements_total{outcome="settled"}': 1,
			'touchline_settlements_waiting{by="live"}': 0,
			'touchline_settlements_waiting{by="predictions"}': 1,
		});
		expect(startingWith(series, 'touchline_stage_latency_seconds{percentile="50"')).toMatchObject({
			'touchline_stage_latency_seconds{percentile="50",stage="settlement"}': 300,
		});
		expect(series.get('touchline_failures_total{category="predictions_missing",stage="settlement"}')).toBe(1);
		await db.match.deleteMany();
		await db.reconcilePass.deleteMany();
		await backend.clear();
		await db.eventCount.deleteMany();
		clock.set(START);
	});

	it('tells what the database and the queues hold', async () => {
		const { pipeline } = web();
		await createHeartbeat(pipeline.db, pipeline.clock, 'prediction').beat();
		await raiseAlert(
			pipeline.db,
			{ kind: 'source_unavailable', subject: 'openfootball', message: 'It does not answer.' },
			START,
		);
		await storeMatch(pipeline, { kickoffAt: later(START, 5 * HOUR) });
		const before = await scrape();
		expect(startingWith(before, 'touchline_reconcile_last')).toEqual({});
		expect(before.get('touchline_reconcile_passes_total{pass="sweep"}')).toBe(0);
		expect(startingWith(before, 'touchline_coverage')).toEqual({
			touchline_coverage_matches: 1,
			touchline_coverage_matches_covered: 0,
			'touchline_coverage_stage_matches_covered{stage="analysis"}': 0,
			'touchline_coverage_stage_matches_covered{stage="lineups"}': 0,
			'touchline_coverage_stage_matches_covered{stage="predictions"}': 0,
			'touchline_coverage_stage_matches_covered{stage="live"}': 1,
			'touchline_coverage_stage_matches_covered{stage="settlement"}': 1,
		});
		expect(startingWith(before, 'touchline_settle')).toEqual({});
		expect(before.get('touchline_matches_at_risk{severity="info"}')).toBe(1);

		const report = await runPass(pipeline, 'sweep', ['The source is away.']);
		const after = await scrape();
		expect(after.get('touchline_reconcile_passes_total{pass="sweep"}')).toBe(1);
		expect(startingWith(after, 'touchline_reconcile_last')).toEqual({
			'touchline_reconcile_last_timestamp_seconds{pass="sweep"}': START.getTime() / 1_000,
			'touchline_reconcile_last_duration_seconds{pass="sweep"}': report.tookMs / 1_000,
			'touchline_reconcile_last_matches_checked{pass="sweep"}': 1,
			'touchline_reconcile_last_jobs_added{pass="sweep",stage="analysis"}': 1,
			'touchline_reconcile_last_jobs_added{pass="sweep",stage="lineups"}': 1,
			'touchline_reconcile_last_jobs_added{pass="sweep",stage="predictions"}': 1,
			'touchline_reconcile_last_jobs_added{pass="sweep",stage="settlement"}': 0,
			'touchline_reconcile_last_jobs_in_place{pass="sweep"}': 0,
			'touchline_reconcile_last_jobs_revived{pass="sweep"}': 0,
			'touchline_reconcile_last_jobs_replaced{pass="sweep"}': 0,
			'touchline_reconcile_last_jobs_moved{pass="sweep"}': 0,
			'touchline_reconcile_last_jobs_dropped{pass="sweep"}': 0,
			'touchline_reconcile_last_problems{pass="sweep"}': 1,
		});
		expect(after.get('touchline_coverage_matches_covered')).toBe(1);
		expect(after.get('touchline_queue_jobs{queue="analysis",state="waiting"}')).toBe(1);
		expect(after.get('touchline_queue_jobs{queue="predictions",state="delayed"}')).toBe(1);
		expect(after.get('touchline_queue_overdue_seconds{queue="analysis"}')).toBeGreaterThanOrEqual(0);
		expect(after.get('touchline_queue_overdue_seconds{queue="predictions"}')).toBe(0);
		expect(after.get('touchline_queue_paused{queue="predictions"}')).toBe(0);
		expect(startingWith(after, 'touchline_workers_alive')).toEqual({
			'touchline_workers_alive{kind="scheduling"}': 0,
			'touchline_workers_alive{kind="prediction"}': 1,
			'touchline_workers_alive{kind="settlement"}': 0,
		});
		expect(startingWith(after, 'touchline_alerts_open')).toMatchObject({
			'touchline_alerts_open{kind="source_unavailable",severity="warning"}': 1,
			'touchline_alerts_open{kind="empty_fixture_list",severity="warning"}': 0,
		});
		expect(after.get('touchline_failures_open{stage="settlement"}')).toBe(0);
		expect(after.get('touchline_clock_timestamp_seconds')).toBe(START.getTime() / 1_000);
		expect(after.get('process_resident_memory_bytes')).toBeGreaterThan(0);
		expect(new Set(Object.values(startingWith(after, 'touchline_up')))).toEqual(new Set([1]));
		expect(new Set(Object.values(startingWith(after, 'touchline_metrics_read')))).toEqual(new Set([1]));
	});

	it('counts matches whose predictions are due and that have none', async () => {
		const { pipeline } = web();
		const served = await storeMatch(pipeline, { kickoffAt: later(START, 20 * MINUTE) });
		await storePrediction(pipeline, served, { madeAt: START });
		await storeMatch(pipeline, { kickoffAt: later(START, 31 * MINUTE) });
		await storeMatch(pipeline, { kickoffAt: later(START, 20 * MINUTE), status: 'postponed' });
		expect((await scrape()).get('touchline_matches_without_predictions')).toBe(0);
		await storeMatch(pipeline, { kickoffAt: later(START, 30 * MINUTE) });
		expect((await scrape()).get('touchline_matches_without_predictions')).toBe(1);
	});

	it('costs many scrapers what it costs one', async () => {
		const { pipeline, realClock } = web();
		const counts = vi.fn(pipeline.queues.counts);
		const metrics = createMetrics({ ...pipeline, queues: { ...pipeline.queues, counts } }, realClock);
		const [first] = await Promise.all([metrics(), metrics(), metrics()]);
		const asked = counts.mock.calls.length;
		realClock.advance(2 * SECOND);
		expect(await metrics()).toBe(first);
		expect(counts).toHaveBeenCalledTimes(asked);
		realClock.advance(SECOND);
		expect(await metrics()).not.toBe(first);
		expect(counts).toHaveBeenCalledTimes(2 * asked);
	});

	it('answers without a database, and says what is away', async () => {
		const { pipeline, realClock } = web();
		const db = createDatabase('postgresql://nobody@127.0.0.1:1/nothing');
		const { text } = await createMetrics({ ...pipeline, db }, realClock)();
		await db.$disconnect();
		const series = parseExposition(text);
		expect(startingWith(series, 'touchline_up')).toEqual({
			'touchline_up{part="database"}': 0,
			'touchline_up{part="queue"}': 1,
		});
		expect(startingWith(series, 'touchline_metrics_read')).toMatchObject({
			'touchline_metrics_read{group="coverage"}': 0,
			'touchline_metrics_read{group="queues"}': 1,
		});
		expect(series.has('touchline_coverage_matches')).toBe(false);
		expect(series.has('touchline_matches_without_predictions')).toBe(false);
		expect(series.get('touchline_queue_jobs{queue="analysis",state="active"}')).toBe(0);
		expect(series.get('process_resident_memory_bytes')).toBeGreaterThan(0);
	});

	it('answers without queues', async () => {
		const { pipeline, realClock } = web();
		const away = () => Promise.reject(new Error('connection refused'));
		const queues = { ...pipeline.queues, counts: away, inspect: away };
		const series = parseExposition((await createMetrics({ ...pipeline, queues }, realClock)()).text);
		expect(startingWith(series, 'touchline_up')).toEqual({
			'touchline_up{part="database"}': 1,
			'touchline_up{part="queue"}': 0,
		});
		expect(series.has('touchline_coverage_matches')).toBe(false);
		expect(series.get('touchline_workers_alive{kind="prediction"}')).toBe(1);
	});
});
