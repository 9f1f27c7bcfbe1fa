import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { testModels } from '../../tests/models.ts';
import { finishedWith, fixture, START, testPipeline } from '../../tests/pipeline.ts';
import { startWorkers } from '../../tests/workers.ts';
import { HOUR, after as later, MINUTE } from '../clock.ts';
import { readEnv } from '../env.ts';
import type { FixtureSource } from '../football/source.ts';
import { createLogger } from '../log.ts';
import { reconcileMatches } from '../pipeline/reconcile.ts';
import { storeFixtures } from '../pipeline/store-fixtures.ts';
import { matchTrace } from './match-trace.ts';
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from './otlp-receiver.fixture.ts';
import { startTracing } from './start-tracing.ts';
import { tracing } from './tracing.ts';

let receiver: OtlpReceiver;
let endTracing: () => Promise<void>;

// Before the pipeline's: the database and the queues are opened by a process that is traced.
beforeAll(async () => {
	receiver = await startOtlpReceiver();
	const env = readEnv({ OTEL_EXPORTER_OTLP_ENDPOINT: `${receiver.url}/` });
	endTracing = await startTracing('prediction', env, createLogger('prediction', 'fatal'));
});

const pipeline = testPipeline();
const models = testModels();

const LINEUP = { formation: '4-4-2', players: Array.from({ length: 11 }, (_, index) => `Player ${index}`) };

/** A source of one match, which has its line-ups. */
const source: FixtureSource = {
	name: 'one match',
	offersLineups: true,
	batchSize: 1,
	competition: () => Promise.reject(new Error('Nobody asks for it.')),
	listFixtures: () => Promise.reject(new Error('Nobody asks for it.')),
	fetchFixtures: () => Promise.reject(new Error('Nobody asks for it.')),
	fetchLineups: async () => ({ home: LINEUP, away: LINEUP }),
};

describe('a match, from its fixture to its settlement', () => {
	let matchId: string;
	let spans: ReceivedSpan[];

	beforeAll(async () => {
		const { db, clock } = pipeline();
		const kickoffAt = later(START, 7 * HOUR);
		const match = fixture({ kickoffAt });
		const [stored] = await storeFixtures(db, [match], clock.now());
		matchId = stored ?? '';
		const workers = await startWorkers(pipeline(), models().client, source);
		const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 50 });

		for (const before of [6 * HOUR, 60 * MINUTE, 30 * MINUTE]) {
			clock.set(later(kickoffAt, -before));
			await reconcileMatches(pipeline(), [matchId]);
			if (before === 6 * HOUR) await until(async () => expect(await db.matchAnalysis.count()).toBe(1));
			if (before === 60 * MINUTE) await until(async () => expect(await db.lineup.count()).toBe(1));
			if (before === 30 * MINUTE) await until(async () => expect(await db.prediction.count()).toBe(42));
		}
		clock.set(later(kickoffAt, 2 * HOUR));
		await storeFixtures(db, [{ ...match, ...finishedWith(2, 1) }], clock.now());
		await reconcileMatches(pipeline(), [matchId]);
		await until(async () => expect(await db.settlement.count()).toBe(1));
		await workers.close();
		await endTracing();
		spans = receiver.spans;
	}, 90_000);

	afterAll(() => receiver.close());

	const named = (name: string) => spans.filter((span) => span.name === name);
	const parentOf = (span: ReceivedSpan | undefined) =>
		spans.find(({ spanId }) => spanId === span?.parentSpanId);
	const ancestors = (span: ReceivedSpan | undefined): string[] => {
		const parent = parentOf(span);
		return parent ? [parent.name, ...ancestors(parent)] : [];
	};

	it('is one trace, whose ids follow from the match’s', () => {
		const { traceId, spanId } = matchTrace(matchId);
		expect(new Set(spans.map((span) => span.traceId))).toEqual(new Set([traceId]));
		expect(named(`match ${matchId}`)).toMatchObject([{ spanId, attributes: { 'touchline.match': matchId } }]);
		expect(named(`match ${matchId}`)[0]?.parentSpanId ?? '').toBe('');
		expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(['touchline-prediction']));
	});

	it('hangs together: every span is below the first', () => {
		const root = `match ${matchId}`;
		expect(
			spans.filter(({ name }) => name !== root).filter((span) => ancestors(span).at(-1) !== root),
		).toEqual([]);
	});

	it.each(['analysis', 'lineups', 'predictions', 'settlement'])('has the %s, done by its job', (stage) => {
		const [span, ...others] = named(stage);
		expect(others).toEqual([]);
		expect(span).toMatchObject({
			scope: 'touchline',
			attributes: {
				'touchline.match': matchId,
				'touchline.stage': stage,
				'touchline.job': `${stage}-${matchId}`,
			},
		});
		expect(ancestors(span)).toEqual([`process ${stage}`, `match ${matchId}`]);
	});

	it('has each model call with its HTTP request', () => {
		const calls = named('ask the model');
		expect(new Set(calls.map(({ attributes }) => attributes['touchline.model'])).size).toBe(42);
		const requests = spans.filter(({ scope }) => scope === '@opentelemetry/instrumentation-undici');
		expect(requests).toHaveLength(42);
		for (const request of requests) {
			expect(request.attributes['http.response.status_code']).toBe(200);
			const [call, job, process, root] = ancestors(request);
			expect([call, job, root]).toEqual(['ask the model', 'model-call', `match ${matchId}`]);
			expect(process).toMatch(/^process model-calls-/);
		}
	});

	it('has the database’s part of each stage', () => {
		const queries = spans.filter(({ name }) => name === 'prisma:client:db_query');
		for (const stage of ['analysis', 'lineups', 'predictions', 'model-call', 'settlement']) {
			expect(queries.some((query) => ancestors(query).includes(stage))).toBe(true);
		}
	});

	it('ends with the process that was traced', async () => {
		expect(tracing()).toBeNull();
		const before = receiver.requests();
		await pipeline().db.match.count();
		expect(receiver.requests()).toBe(before);
	});
});
