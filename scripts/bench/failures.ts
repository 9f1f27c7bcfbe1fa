import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureOperator } from '../../server/auth/operators.ts';
import { SystemClock } from '../../server/clock.ts';
import type { Database } from '../../server/db.ts';
import { SIMULATED_LEAGUE } from '../../server/football/simulated.ts';
import { type ActDeps, actOnMatching } from '../../server/pipeline/failures/act-on-failures.ts';
import { createActionRunner } from '../../server/pipeline/failures/action-runner.ts';
import { cancelAction } from '../../server/pipeline/failures/cancel-action.ts';
import { failureFilter } from '../../server/pipeline/failures/failure-filter.ts';
import { listFailures } from '../../server/pipeline/failures/list-failures.ts';
import { readAction } from '../../server/pipeline/failures/read-action.ts';
import type { ProcessContext } from '../../server/process.ts';
import { newJob } from '../../server/queue/catalogue.ts';
import { type BenchCase, duration, median } from './bench-case.ts';
import { storeFailures } from './failures/store-failures.ts';
import { type BenchOptions, openBench } from './open-bench.ts';
import { rawAdder } from './raw-jobs.ts';
import { timed } from './timed.ts';

/** With 42 calls and a settlement each that is 100,018 failures. */
const MATCHES = 2_326;
const DEEP = 50_000;
/** Failures that a retry works on at once. */
const BATCH = 1_000;

/** Each reading is taken this often, after one that warms everything up; the median counts. */
const ROUNDS = 9;

/**
 * 100,000 open failures. Reading them: pages with the number of all that match, beside a plain count of the
 * table. Retrying them all: beside one UPDATE of the same rows and one `addBulk` of the same jobs.
 */
export async function failures({ backend, say }: BenchOptions): Promise<BenchCase[]> {
	const bench = await openBench({ backend, workers: [], say });
	try {
		const { context } = bench;
		await storeFailures(context, MATCHES);
		const total = await context.db.jobFailure.count();
		say(`${total} open failures of ${MATCHES} matches`);
		return [...(await reading(context.db, say)), ...(await retrying(context, total, say))];
	} finally {
		await bench.close();
	}
}

async function reading(db: Database, say: BenchOptions['say']): Promise<BenchCase[]> {
	const list = (filter: Parameters<typeof failureFilter.parse>[0], cursor?: string) => () =>
		listFailures(db, failureFilter.parse(filter), { limit: 50, cursor });
	const readings: [name: string, read: () => Promise<unknown>][] = [
		['the first page', list({})],
		[`the page from row ${DEEP}`, list({}, await cursorAt(db, DEEP))],
		[
			'a page of a stage, category and competition',
			list({ stage: 'settlement', category: 'predictions_missing', competition: SIMULATED_LEAGUE.id }),
		],
		['a page found by team', list({ search: 'club 77' })],
		['a page found by text', list({ search: 'UPSTREAM of request ab' })],
		['a page found by text that hardly any has', list({ search: 'no prediction is' })],
	];
	const count = () => db.$queryRaw`SELECT count(*) FROM "JobFailure"`;
	const taken = new Map(readings.map(([name]) => [name, [] as number[]]));
	const counts: number[] = [];
	for (let round = 0; round <= ROUNDS; round++) {
		const ms = await timed(count);
		if (round > 0) counts.push(ms);
		for (const [name, read] of readings) {
			const took = await timed(read);
			if (round > 0) taken.get(name)?.push(took);
		}
	}
	say(`a plain count of the table: ${median(counts).toFixed(1)} ms`);
	return [...taken].map(([name, ms]) => duration(name, median(ms), median(counts)));
}

async function cursorAt(db: Database, row: number): Promise<string> {
	const failure = await db.jobFailure.findFirstOrThrow({
		where: { resolvedAt: null },
		orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
		skip: row - 1,
	});
	return `${failure.lastSeenAt.getTime()}-${failure.id}`;
}

async function retrying(
	context: ProcessContext,
	total: number,
	say: BenchOptions['say'],
): Promise<BenchCase[]> {
	const deps = withRunner(context);
	await ensureOperator(context.db, randomUUID());
	const { id: operatorId } = await context.db.operator.findFirstOrThrow();
	const start = () =>
		actOnMatching(deps, {
			...{ filter: failureFilter.parse({}), confirmed: total, operatorId, work: { kind: 'retry' } },
		});

	const raw = await timed(() => retryRaw(context));
	await forget(context);
	const { id } = await start();
	const retried = await timed(() => deps.failureActions.run(id));
	const { outcomes } = await readAction(context.db, id);
	if (outcomes.queued !== total) throw new Error(`${outcomes.queued} of ${total} failures were queued.`);
	say(`raw ${Math.round(raw)} ms, retried ${Math.round(retried)} ms`);
	const progress = await timed(() => readAction(context.db, id));
	const count = await timed(() => context.db.$queryRaw`SELECT count(*) FROM "FailureActionItem"`);

	await forget(context);
	const cancelled = await start();
	while ((await readAction(context.db, cancelled.id)).outcomes.queued === 0) await sleep(10);
	const cancelling = await timed(() => cancelAction(deps, { id: cancelled.id, operatorId }));
	return [
		duration('all retried, beside one UPDATE and one addBulk', retried, raw),
		duration('its progress, beside a plain count of its items', progress, count),
		duration('a cancel takes effect, beside a batch', cancelling, (retried / total) * BATCH),
	];
}

function withRunner(context: ProcessContext): ActDeps {
	const deps = { ...context, realClock: new SystemClock() };
	return { ...deps, failureActions: createActionRunner(deps) };
}

/** One statement for the rows, one call for the jobs; nothing is looked at. */
async function retryRaw(context: ProcessContext): Promise<void> {
	const { db, clock } = context;
	await db.$executeRaw`UPDATE "JobFailure" SET "retryRequestedAt" = ${clock.now()} WHERE "resolvedAt" IS NULL`;
	const matches = await db.match.findMany({ select: { id: true } });
	await rawAdder(context)(matches.map(({ id: matchId }) => newJob('predictions', { matchId })));
}

async function forget({ db, backend }: ProcessContext): Promise<void> {
	await backend.clear();
	await db.$executeRaw`UPDATE "JobFailure" SET "retryRequestedAt" = NULL`;
	await db.$executeRaw`VACUUM ANALYZE "JobFailure"`;
}
