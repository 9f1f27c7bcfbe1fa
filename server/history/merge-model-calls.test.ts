import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import type { ModelCallOutcome } from '../../prisma/generated/enums.ts';
import { testDatabase } from '../../tests/database.ts';
import { START } from '../../tests/pipeline.ts';
import { after, DAY, MINUTE } from '../clock.ts';
import { mergeModelCalls } from './merge-model-calls.ts';
import { modelHistory } from './model-history.ts';

const database = testDatabase();
const MODEL = 'llama-4-scout';

type Calls = Parameters<typeof storeCalls>[0][number];

async function storeCalls(
	rows: {
		at: Date;
		outcome: ModelCallOutcome;
		calls: number;
		costUsd?: number;
		latencyMs?: bigint;
		modelId?: string;
	}[],
): Promise<void> {
	await database.db.modelCalls.createMany({
		data: rows.map((row) => ({ modelId: MODEL, promptTokens: 7n * BigInt(row.calls), ...row })),
	});
}

const times = async () =>
	(await database.db.modelCalls.findMany({ orderBy: { at: 'asc' } })).map(({ at }) => at.toISOString());

beforeEach(() => database.db.modelCalls.deleteMany());

it('keeps minutes for 2 days, hours for 60 days, and days after that', async () => {
	const minutes = [
		'2024-12-30T10:05:00Z',
		'2024-12-30T10:06:00Z',
		'2024-12-30T23:00:00Z',
		'2024-12-31T00:01:00Z',
	];
	const now = new Date('2025-03-01T12:34:00Z');
	await storeCalls(
		[
			...minutes,
			'2025-02-27T11:59:00Z',
			'2025-02-27T11:00:00Z',
			'2025-02-27T12:00:00Z',
			'2025-02-27T12:01:00Z',
		].map((at) => ({ at: new Date(at), outcome: 'answered' as const, calls: 1 })),
	);
	for (let times = 0; times < 2; times++) await mergeModelCalls(database.db, now);
	expect(await times()).toEqual([
		'2024-12-30T00:00:00.000Z',
		'2024-12-31T00:00:00.000Z',
		'2025-02-27T11:00:00.000Z',
		'2025-02-27T12:00:00.000Z',
		'2025-02-27T12:01:00.000Z',
	]);
	const [first] = await database.db.modelCalls.findMany({ orderBy: { at: 'asc' } });
	expect(first).toMatchObject({ calls: 3, promptTokens: 21n });
});

it('adds up exactly, whenever it is done and whatever comes late', async () => {
	const row = fc.record({
		at: fc.integer({ min: 0, max: 70 * 24 * 60 }).map((minute) => after(START, minute * MINUTE)),
		outcome: fc.constantFrom('answered' as const, 'unusable' as const, 'rate_limited' as const),
		modelId: fc.constantFrom(MODEL, 'deepseek-r1'),
		calls: fc.integer({ min: 1, max: 50 }),
		// Sums of eighths are exact.
		costUsd: fc.nat({ max: 80 }).map((eighths) => eighths / 8),
		latencyMs: fc.nat({ max: 1_000_000 }).map(BigInt),
	});
	const rows = fc.uniqueArray(row, {
		selector: ({ at, outcome, modelId }) => `${at.getTime()} ${outcome} ${modelId}`,
		maxLength: 40,
	});
	const step = fc.record({ rows, day: fc.nat({ max: 140 }) });
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 3 }), async (steps) => {
			await database.db.modelCalls.deleteMany();
			const all: Calls[] = [];
			for (const { rows, day } of steps) {
				const fresh = rows.filter((row) => !all.some((known) => keyOf(known) === keyOf(row)));
				const merged = new Set((await database.db.modelCalls.findMany()).map(keyOf));
				const added = fresh.filter((row) => !merged.has(keyOf(row)));
				await storeCalls(added);
				all.push(...added);
				await mergeModelCalls(database.db, after(START, day * DAY));
			}
			expect(await storedSums()).toEqual(sums(all));
		}),
		{ numRuns: 30 },
	);
});

const keyOf = ({ at, outcome, modelId }: Pick<Calls, 'at' | 'outcome' | 'modelId'>) =>
	`${at.getTime()} ${outcome} ${modelId}`;

/** By day, model and outcome. */
function sums(rows: Pick<Calls, 'at' | 'outcome' | 'modelId' | 'calls' | 'costUsd' | 'latencyMs'>[]) {
	const byKey = new Map<string, { calls: number; costUsd: number; latencyMs: bigint }>();
	for (const { at, outcome, modelId, calls, costUsd = 0, latencyMs = 0n } of rows) {
		const key = `${at.toISOString().slice(0, 10)} ${modelId} ${outcome}`;
		const known = byKey.get(key) ?? { calls: 0, costUsd: 0, latencyMs: 0n };
		byKey.set(key, {
			calls: known.calls + calls,
			costUsd: known.costUsd + costUsd,
			latencyMs: known.latencyMs + latencyMs,
		});
	}
	return new Map([...byKey].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

async function storedSums() {
	return sums(await database.db.modelCalls.findMany({ orderBy: { at: 'asc' } }));
}

it('tells of each enabled model how its calls went', async () => {
	const yesterday = after(START, -DAY);
	await storeCalls([
		{ at: START, outcome: 'answered', calls: 2, costUsd: 0.5, latencyMs: 3_000n },
		{ at: START, outcome: 'unusable', calls: 1, costUsd: 0.25, latencyMs: 9_000n },
		{ at: START, outcome: 'rate_limited', calls: 5 },
		{ at: yesterday, outcome: 'answered', calls: 1, latencyMs: 600n },
		{ at: after(START, -7 * DAY), outcome: 'answered', calls: 100 },
	]);
	await database.db.model.update({ where: { id: 'deepseek-r1' }, data: { enabled: false } });
	const models = await modelHistory(database.db, START, 7);
	expect(models).toHaveLength(41);
	expect(models.find(({ id }) => id === MODEL)).toMatchObject({
		total: {
			calls: 9,
			answered: 3,
			rateLimited: 5,
			successPercentage: 75,
			meanLatencyMs: 1_200,
			costUsd: 0.75,
		},
		days: [
			{ day: '2025-02-28', calls: 1, successPercentage: 100, meanLatencyMs: 600 },
			{ day: '2025-03-01', calls: 8, answered: 2, successPercentage: 66.6, meanLatencyMs: 1_500 },
		],
	});
	const [silent] = models.filter(({ id }) => id !== MODEL);
	expect(silent).toMatchObject({
		total: { calls: 0, successPercentage: null, meanLatencyMs: null, costUsd: 0 },
		days: [],
	});
});
