import type { Prisma } from '../prisma/generated/client.ts';
import { ensureOperator } from '../server/auth/operators.ts';
import { HOUR, after as later } from '../server/clock.ts';
import type { ActDeps } from '../server/pipeline/failures/act-on-failures.ts';
import { createActionRunner } from '../server/pipeline/failures/action-runner.ts';
import { fingerprint } from '../server/pipeline/fingerprint.ts';
import { newJob } from '../server/queue/catalogue.ts';
import { ManualClock } from './manual-clock.ts';
import {
	finishedWith,
	START,
	storeAnalysis,
	storeMatch,
	storePrediction,
	type TestPipeline,
	type TestStore,
} from './pipeline.ts';

const MESSAGE = 'No prediction is stored.';

type FailureData = Partial<Prisma.JobFailureUncheckedCreateInput> & { matchId: string };

/** Stores a failure that was last seen at `START`: of a settlement, unless something else is said. */
export async function storeFailure({ db }: Pick<TestStore, 'db'>, data: FailureData): Promise<string> {
	const { id } = await db.jobFailure.create({
		data: {
			stage: 'settlement',
			category: 'permanent',
			message: MESSAGE,
			fingerprint: fingerprint(data.message ?? MESSAGE),
			attempts: 5,
			firstSeenAt: START,
			lastSeenAt: START,
			...data,
		},
	});
	return id;
}

/** A match that finished an hour before `START`, with all but its predictions unless they are asked for. */
export async function finishedMatch(
	store: Pick<TestStore, 'db' | 'clock'>,
	{
		predicted = false,
		goals: [scored, conceded] = [2, 1],
		...names
	}: { predicted?: boolean; goals?: [number, number]; home?: string; away?: string } = {},
): Promise<string> {
	const kickoffAt = later(START, -3 * HOUR);
	const matchId = await storeMatch(store, { kickoffAt, ...finishedWith(scored, conceded), ...names });
	await store.db.match.update({ where: { id: matchId }, data: { finishedAt: later(START, -HOUR) } });
	await storeAnalysis(store, matchId, kickoffAt);
	const unavailableReason = 'the source has none';
	await store.db.lineup.create({ data: { matchId, fetchedAt: kickoffAt, unavailableReason } });
	if (predicted) {
		await storePrediction(store, matchId, { madeAt: later(kickoffAt, -HOUR) });
		await store.db.$executeRaw`
			INSERT INTO "Prediction" (id, "matchId", "modelId", "promptId", "homeGoals", "awayGoals", "madeAt",
				"kickoffAt", reply, "servedBy", "latencyMs")
			SELECT gen_random_uuid(), p."matchId", model.id, p."promptId", p."homeGoals", p."awayGoals", p."madeAt",
				p."kickoffAt", p.reply, p."servedBy", p."latencyMs"
			FROM "Prediction" p JOIN "Model" model ON model.id <> p."modelId" WHERE p."matchId" = ${matchId}`;
	}
	return matchId;
}

/** What actions on failures work with; its clock stands an hour after the failures. */
export async function actDeps(pipeline: TestPipeline): Promise<ActDeps & { realClock: ManualClock }> {
	await ensureOperator(pipeline.db, 'correct horse battery');
	pipeline.clock.set(later(START, HOUR));
	const deps = { ...pipeline, realClock: new ManualClock(later(START, HOUR)) };
	return { ...deps, failureActions: createActionRunner(deps) };
}

export async function operatorId({ db }: Pick<TestStore, 'db'>): Promise<string> {
	return (await db.operator.findFirstOrThrow()).id;
}

/** How often the settlement of a match stands in its queue, and how. */
export async function settlementJob(
	{ queues }: Pick<TestPipeline, 'queues'>,
	matchId: string,
): Promise<string | null> {
	const job = newJob('settlement', { matchId });
	return (await queues.inspect([job])).get(job.id)?.state ?? null;
}
