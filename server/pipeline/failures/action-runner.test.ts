import { pino } from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { actDeps, operatorId } from '../../../tests/failures.ts';
import { fixture, testPipeline } from '../../../tests/pipeline.ts';
import { storeFixtures } from '../store-fixtures.ts';
import type { ActDeps } from './act-on-failures.ts';
import { actionResults } from './action-results.ts';
import { createActionRunner } from './action-runner.ts';
import { cancelAction } from './cancel-action.ts';
import { failuresThat } from './failure-condition.ts';
import { failureFilter } from './failure-filter.ts';
import { readAction } from './read-action.ts';
import { runBatch } from './run-action.ts';
import { startAction } from './start-action.ts';

const pipeline = testPipeline();
let deps: ActDeps;

beforeAll(async () => {
	deps = await actDeps(pipeline());
});

/** Two batches and a half: a batch ends with 1,000 failures. */
const FAILURES = 2_500;

/** Stores failures with this message, and an action on them that nobody works on yet. */
async function startedAction(
	message: string,
	kind: 'retry' | 'clear' = 'retry',
	failures = FAILURES,
): Promise<string> {
	const { db, clock } = pipeline();
	const models = await db.model.count();
	const fixtures = Array.from({ length: Math.ceil(failures / models) }, () =>
		fixture({ kickoffAt: clock.now() }),
	);
	const matchIds = await storeFixtures(db, fixtures, clock.now());
	await db.$executeRaw`
		INSERT INTO "JobFailure" (id, stage, "matchId", "modelId", category, message, fingerprint, attempts,
			"firstSeenAt", "lastSeenAt")
		SELECT gen_random_uuid(), 'predictions', match.id, model.id, 'permanent', ${message}, ${message}, 4,
			${clock.now()}, ${clock.now()}
		FROM "Match" match CROSS JOIN "Model" model WHERE match.id = ANY(${matchIds})
		LIMIT ${failures}`;
	return actionOn(message, kind, failures);
}

/** An action on the failures with this message. */
async function actionOn(message: string, kind: 'retry' | 'clear', confirmed = FAILURES): Promise<string> {
	return startAction(deps, {
		work: kind === 'retry' ? { kind } : { kind, reason: 'no use' },
		operatorId: await operatorId(pipeline()),
		chosen: {
			condition: failuresThat(failureFilter.parse({ search: message })),
			...{ selection: message, detail: {}, confirmed },
		},
	});
}

const cancel = async (id: string) => cancelAction(deps, { id, operatorId: await operatorId(pipeline()) });

describe('an action', () => {
	it.each(['retry', 'clear'] as const)(
		'to %s is finished by the next process when its own died midway',
		async (kind) => {
			const id = await startedAction(`midway ${kind}`, kind);
			expect(await runBatch(deps, id)).toBe(true);
			expect(await readAction(deps.db, id)).toMatchObject({
				...{ total: FAILURES, endedAt: null },
				outcomes: { [kind === 'retry' ? 'queued' : 'cleared']: 1_000 },
			});

			const next = createActionRunner(deps);
			await next.resume();
			const ended = await readAction(deps.db, id);
			expect(ended.outcomes).toMatchObject({ [kind === 'retry' ? 'queued' : 'cleared']: FAILURES });
			expect(ended.endedAt).not.toBeNull();
			expect(await runBatch(deps, id)).toBe(false);
		},
	);

	it('is stored in statements that are short, however many failures it has', async () => {
		const { db } = pipeline();
		await db.$executeRaw`CREATE TABLE written (items bigint)`;
		await db.$executeRaw`
			CREATE FUNCTION note_written() RETURNS trigger LANGUAGE plpgsql AS $$
			BEGIN INSERT INTO written SELECT count(*) FROM items; RETURN NULL; END $$`;
		await db.$executeRaw`
			CREATE TRIGGER note_written AFTER INSERT ON "FailureActionItem"
			REFERENCING NEW TABLE AS items FOR EACH STATEMENT EXECUTE FUNCTION note_written()`;
		const id = await startedAction('short', 'clear', 12_000);
		const written = await db.$queryRaw<{ items: number }[]>`SELECT items::int AS items FROM written`;
		expect(written.map(({ items }) => items)).toEqual([5_000, 5_000, 2_000]);
		expect(await readAction(db, id)).toMatchObject({ total: 12_000, endedAt: null });
		await db.$executeRaw`DROP TRIGGER note_written ON "FailureActionItem"`;
		await db.failureAction.delete({ where: { id } });
	});

	it('looks at 100 matches at a time', async () => {
		const { db, clock } = pipeline();
		const fixtures = Array.from({ length: 150 }, () => fixture({ kickoffAt: clock.now() }));
		const matchIds = await storeFixtures(db, fixtures, clock.now());
		const seen = {
			message: 'many matches',
			fingerprint: '',
			firstSeenAt: clock.now(),
			lastSeenAt: clock.now(),
		};
		await db.jobFailure.createMany({
			data: matchIds.map((matchId) => ({
				...{ matchId, stage: 'analysis' as const, category: 'permanent' as const, attempts: 4, ...seen },
			})),
		});
		const id = await actionOn('many matches', 'clear');
		expect(await runBatch(deps, id)).toBe(true);
		expect((await readAction(db, id)).outcomes.cleared).toBe(100);
		expect(await runBatch(deps, id)).toBe(false);
		expect(await readAction(db, id)).toMatchObject({ total: 150, outcomes: { cleared: 150 } });
	});

	it('is worked off once by two processes at once', async () => {
		const id = await startedAction('at once', 'clear');
		const [one, other] = [createActionRunner(deps), createActionRunner(deps)];
		await Promise.all([one.run(id), other.run(id), one.run(id)]);
		expect(await readAction(deps.db, id)).toMatchObject({
			outcomes: { queued: 0, cleared: FAILURES, not_open: 0, refused: 0 },
		});
	});

	it('can be cancelled midway: what was done stays, the rest is left alone', async () => {
		const id = await startedAction('cancelled');
		await runBatch(deps, id);
		const cancelled = await cancel(id);
		expect(cancelled).toMatchObject({ total: FAILURES, outcomes: { queued: 1_000 } });
		expect(cancelled.cancelledAt).toEqual(cancelled.endedAt);
		await createActionRunner(deps).resume();
		expect(await runBatch(deps, id)).toBe(false);
		expect(await cancel(id)).toEqual(cancelled);
		const asked = { message: 'cancelled', retryRequestedAt: { not: null } };
		// The last of them stands amid its match, whose other calls are asked for with it.
		expect(await deps.db.jobFailure.count({ where: asked })).toBeLessThan(FAILURES);
		const audited = await deps.db.operatorAction.findMany({ where: { action: 'failures.cancel' } });
		expect(audited).toMatchObject([{ detail: { action: id, failures: FAILURES, queued: 1_000 } }]);
		await expect(cancel('unknown')).rejects.toMatchObject({ code: 'not-found' });
	});

	it('that cannot go on says so in the log at each look, and can be cancelled', async () => {
		const logged: unknown[] = [];
		const log = pino({ level: 'error' }, { write: (line) => logged.push(JSON.parse(line)) });
		const away = () => Promise.reject(new Error('the queue is away'));
		const bad = createActionRunner({ ...deps, log, queues: { ...deps.queues, inspect: away } });
		const id = await startedAction('halts', 'clear');
		await bad.resume();
		await bad.resume();
		const halt = { action: id, msg: 'an action on failures halts', err: { message: 'the queue is away' } };
		expect(logged).toMatchObject([halt, halt]);
		expect(await readAction(deps.db, id)).toMatchObject({ endedAt: null, outcomes: { cleared: 0 } });
		expect((await cancel(id)).cancelledAt).not.toBeNull();
		await bad.resume();
		expect(logged).toHaveLength(2);
	});

	it('goes on no further when its runner is closed', async () => {
		const id = await startedAction('closed', 'clear');
		const runner = createActionRunner(deps);
		runner.start(id);
		await runner.close();
		expect((await readAction(deps.db, id)).endedAt).toBeNull();
		await createActionRunner(deps).resume();
		expect((await readAction(deps.db, id)).outcomes.cleared).toBe(FAILURES);
	});

	it('tells what it did page by page', async () => {
		const id = await startedAction('paged');
		await runBatch(deps, id);
		const seen: string[] = [];
		let cursor: string | undefined;
		do {
			const page = await actionResults(deps.db, { id, cursor, limit: 200 });
			seen.push(...page.results.map(({ failureId, outcome }) => `${failureId} ${outcome}`));
			cursor = page.nextCursor ?? undefined;
		} while (cursor !== undefined);
		expect(new Set(seen).size).toBe(FAILURES);
		expect(seen.filter((result) => result.endsWith(' queued'))).toHaveLength(1_000);
		expect(seen.filter((result) => result.endsWith(' null'))).toHaveLength(FAILURES - 1_000);
		await cancel(id);
	});
});
