import { pino } from 'pino';
import { afterAll, beforeAll, inject } from 'vitest';
import type { WorkerKind } from '../prisma/generated/enums.ts';
import { type Env, readEnv } from '../server/env.ts';
import type { FeedPublisher } from '../server/feed/publisher.ts';
import type { Fixture } from '../server/football/source.ts';
import { createEventCounter, type EventCounter } from '../server/pipeline/event-counts.ts';
import { createHeartbeat } from '../server/pipeline/heartbeat.ts';
import { createModelCallsTally, type ModelCallsTally } from '../server/pipeline/model-calls-tally.ts';
import type { ReconcileDeps } from '../server/pipeline/reconcile.ts';
import { DEFAULT_WINDOWS } from '../server/pipeline/stages.ts';
import { storeFixtures } from '../server/pipeline/store-fixtures.ts';
import { WORKER_KINDS } from '../server/pipeline/workers-alive.ts';
import type { QueueBackend } from '../server/queue/backend.ts';
import { createQueueBackend } from '../server/queue/create-backend.ts';
import { createQueues, type Queues } from '../server/queue/queues.ts';
import { testDatabase } from './database.ts';
import { ManualClock } from './manual-clock.ts';

/** What the pipeline works with, less its queues. */
export interface TestStore extends Omit<ReconcileDeps, 'queues'> {
	clock: ManualClock;
	feed: FeedPublisher;
	events: EventCounter;
	/** Of an environment that says nothing. */
	env: Env;
	modelCalls: ModelCallsTally;
	url: string;
}

export interface TestPipeline extends TestStore {
	backend: QueueBackend;
	queues: Queues;
}

/** Where the tests' time starts; a Saturday noon. */
export const START = new Date('2025-03-01T12:00:00Z');

export const COMPETITION = { id: 'en.1', name: 'English Premier League', timeZone: 'Europe/London' };

/** A database of its own, and a clock that the test moves. For what has nothing to do with queues: its types know of none. */
export function testStore(): () => TestStore {
	const database = testDatabase();
	let store: TestStore | undefined;

	beforeAll(async () => {
		const { db, url } = database;
		const clock = new ManualClock(START);
		store = {
			db,
			url,
			clock,
			windows: DEFAULT_WINDOWS,
			log: pino({ level: 'silent' }),
			events: createEventCounter(db),
			env: readEnv({}),
			modelCalls: createModelCallsTally(db, clock),
			feed: { match: () => undefined, topic: () => undefined, flush: async () => undefined },
		};
		await db.competition.create({ data: COMPETITION });
	});

	return () => {
		if (!store) throw new Error('The store exists from beforeAll on.');
		return store;
	};
}

export interface TestPipelineOptions {
	/** Named by a test of something else, which only needs queues to be there; left out, they are the test project's. */
	queues?: QueueBackend['kind'];
}

/** The same with queues to the database. Nothing works on them. */
export function testPipeline({ queues: kind }: TestPipelineOptions = {}): () => TestPipeline {
	const store = testStore();
	let pipeline: TestPipeline | undefined;

	beforeAll(async () => {
		const { url, clock } = store();
		const backend = await openTestBackend(url, kind);
		pipeline = { ...store(), backend, queues: createQueues(backend, clock) };
	});

	// Runs before the database's own afterAll, which fails when something is still connected.
	afterAll(async () => {
		await pipeline?.queues.close();
		await pipeline?.backend.close();
	});

	return () => {
		if (!pipeline) throw new Error('The pipeline exists from beforeAll on.');
		return pipeline;
	};
}

/** The queues' backend, the test project's unless another is named; whatever goes wrong with it fails the test. */
export function openTestBackend(
	databaseUrl: string,
	kind: QueueBackend['kind'] = inject('queueBackend'),
): Promise<QueueBackend> {
	const redisUrl = kind === 'redis' ? inject('redisUrl') : undefined;
	return createQueueBackend({ databaseUrl, redisUrl, onError: fail, warn: (text) => fail(new Error(text)) });
}

function fail(error: Error): never {
	throw error;
}

let matches = 0;

/** A fixture that differs from every other one; without overrides it is scheduled, 24 h from `START`. */
export function fixture(overrides: Partial<Fixture> = {}): Fixture {
	matches += 1;
	return {
		sourceKey: `en.1/2024-25/Matchday 1/Home ${matches}/Away ${matches}`,
		competition: COMPETITION.id,
		season: '2024-25',
		round: 'Matchday 1',
		home: `Home ${matches}`,
		away: `Away ${matches}`,
		kickoffAt: new Date('2025-03-02T12:00:00Z'),
		kickoffConfirmed: true,
		status: 'scheduled',
		minute: null,
		goals: null,
		fullTime: null,
		extraTime: null,
		...overrides,
	};
}

/** Stores a fixture as the pipeline would, and returns its match's id. */
export async function storeMatch(
	{ db, clock }: Pick<TestStore, 'db' | 'clock'>,
	overrides: Partial<Fixture> = {},
): Promise<string> {
	const [id] = await storeFixtures(db, [fixture(overrides)], clock.now());
	if (!id) throw new Error('The fixture was stored already.');
	return id;
}

/** What a fixture looks like after 90 minutes. */
export function finishedWith(home: number, away: number): Partial<Fixture> {
	const score = { home, away };
	return { status: 'finished', minute: null, goals: score, fullTime: score };
}

/** Stores a 1-0 by one of the 42 models. */
export async function storePrediction(
	{ db }: Pick<TestStore, 'db'>,
	matchId: string,
	{ modelId = 'llama-4-scout', madeAt }: { modelId?: string; madeAt: Date },
): Promise<void> {
	const { kickoffAt } = await db.match.findUniqueOrThrow({ where: { id: matchId } });
	const prompt = { matchId, text: 'Who wins?', sha256: 'none', madeAt };
	await db.prompt.createMany({ data: [prompt], skipDuplicates: true });
	const { id: promptId } = await db.prompt.findFirstOrThrow({ where: { matchId } });
	await db.prediction.create({
		data: {
			matchId,
			modelId,
			promptId,
			homeGoals: 1,
			awayGoals: 0,
			madeAt,
			kickoffAt,
			reply: '{"home": 1, "away": 0}',
			servedBy: 'stand-in',
			latencyMs: 150,
		},
	});
}

/** Ends the analysis of a match: there was nothing to analyse. */
export async function storeAnalysis({ db }: Pick<TestStore, 'db'>, matchId: string, madeAt: Date) {
	const unavailableReason = 'no earlier results';
	await db.matchAnalysis.create({ data: { matchId, madeAt, asOf: madeAt, unavailableReason } });
}

/** Ends the line-ups of a match: its source has none. */
export async function endLineups({ db, clock }: Pick<TestStore, 'db' | 'clock'>, matchId: string) {
	const unavailableReason = 'there are none';
	await db.lineup.create({ data: { matchId, fetchedAt: clock.now(), unavailableReason } });
}

/** Makes one worker of each kind count as alive for the next 15 s. */
export async function beatHearts(
	{ db, clock }: Pick<TestStore, 'db' | 'clock'>,
	kinds: readonly WorkerKind[] = WORKER_KINDS,
) {
	for (const kind of kinds) await createHeartbeat(db, clock, kind).beat();
}
