import { beforeEach, describe, expect, it } from 'vitest';
import { loadRegistry } from '../server/models/registry.ts';
import { testDatabase } from '../tests/database.ts';
import { seedModels } from './seed-models.ts';

const database = testDatabase();

beforeEach(async () => {
	await database.db.model.deleteMany();
});

describe('seedModels', () => {
	it('stores the 42 models as the file has them, enabled', async () => {
		expect(await seedModels(database.db)).toBe(42);
		const rows = await database.db.model.findMany();
		const { model, fallback, timeoutMs, ...same } = registered('kimi-k2.5-syn');
		expect(rows).toHaveLength(42);
		expect(rows.every(({ enabled }) => enabled)).toBe(true);
		expect(rows.find(({ id }) => id === same.id)).toEqual({
			...same,
			providerModel: model,
			fallbackId: fallback,
			timeoutMs,
			enabled: true,
		});
		expect(rows.find(({ id }) => id === 'gpt-oss-20b')).toMatchObject({ timeoutMs: null, fallbackId: null });
	});

	it('refreshes what the file says and leaves alone what the operator decided', async () => {
		const { db } = database;
		await seedModels(db);
		await db.model.update({
			where: { id: 'deepseek-r1-0528-syn' },
			data: {
				enabled: false,
				usdPerMillionPromptTokens: 99,
				fallbackId: null,
				timeoutMs: 1,
				displayName: 'old',
			},
		});
		await seedModels(db);
		const { displayName, fallback, timeoutMs, usdPerMillionPromptTokens } =
			registered('deepseek-r1-0528-syn');
		expect(await db.model.findUnique({ where: { id: 'deepseek-r1-0528-syn' } })).toMatchObject({
			enabled: false,
			displayName,
			timeoutMs,
			usdPerMillionPromptTokens,
			fallbackId: fallback,
		});
	});

	it('clears what the file no longer says, and keeps models that left it', async () => {
		const { db } = database;
		await seedModels(db);
		const { fallback: _, timeoutMs: __, ...bare } = registered('kimi-k2.5-syn');
		await seedModels(db, [bare]);
		expect(await db.model.findUnique({ where: { id: bare.id } })).toMatchObject({
			timeoutMs: null,
			fallbackId: null,
		});
		expect(await db.model.count()).toBe(42);
	});

	it('can run several times at once', async () => {
		await Promise.all(Array.from({ length: 4 }, () => seedModels(database.db)));
		expect(await database.db.model.count()).toBe(42);
	});
});

function registered(id: string) {
	const entry = loadRegistry().find((model) => model.id === id);
	return entry ?? expect.fail(`${id} is not in prisma/models.json`);
}
