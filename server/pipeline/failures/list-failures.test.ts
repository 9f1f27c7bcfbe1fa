import { describe, expect, it } from 'vitest';
import { storeFailure } from '../../../tests/failures.ts';
import { START, storeMatch, testStore } from '../../../tests/pipeline.ts';
import { after as later, MINUTE } from '../../clock.ts';
import { type FailureFilter, failureFilter } from './failure-filter.ts';
import { listFailures } from './list-failures.ts';

const store = testStore();

const list = (filter: Partial<FailureFilter> = {}, limit = 50) =>
	listFailures(store().db, failureFilter.parse(filter), { limit });
const idsOf = async (filter: Partial<FailureFilter>) => (await list(filter)).failures.map(({ id }) => id);

async function storeSome() {
	const match = async (home: string, away: string) => storeMatch(store(), { home, away });
	const [ajax, genk] = [await match('Ajax', 'Real Madrid'), await match('Genk', 'Ajax Cape Town')];
	const fail = (data: Parameters<typeof storeFailure>[1]) => storeFailure(store(), data);
	const told = { message: 'The source says 100%_sure\\', fingerprint: 'The source says <n>' };
	const at = (minutes: number) => ({ lastSeenAt: later(START, minutes * MINUTE) });
	return {
		ajax,
		genk,
		settlement: await fail({ matchId: ajax, ...at(5) }),
		analysis: await fail({ matchId: ajax, stage: 'analysis', category: 'transient', ...told, ...at(4) }),
		call: await fail({
			...{ matchId: genk, stage: 'predictions', modelId: 'llama-4-scout', httpStatus: 401, regressions: 2 },
			...{ message: '<script>alert(1)</script>', ...at(3) },
		}),
		resolved: await fail({
			...{ matchId: genk, resolvedAt: START, resolution: 'cleared', clearedBecause: 'no use', ...at(9) },
		}),
	};
}

describe('listFailures', () => {
	it('filters, and searches teams, ids and messages without minding case or taking text for a pattern', async () => {
		const stored = await storeSome();
		const { settlement, analysis, call, resolved, ajax, genk } = stored;
		expect(await idsOf({})).toEqual([settlement, analysis, call]);
		expect(await idsOf({ status: 'resolved' })).toEqual([resolved]);
		expect(await idsOf({ stage: 'predictions' })).toEqual([call]);
		expect(await idsOf({ category: 'transient' })).toEqual([analysis]);
		expect(await idsOf({ competition: 'en.1' })).toHaveLength(3);
		expect(await idsOf({ competition: 'de.1' })).toEqual([]);
		expect(await idsOf({ matchIds: [genk, 'gone'] })).toEqual([call]);
		expect(await idsOf({ model: 'llama-4-scout' })).toEqual([call]);
		expect(await idsOf({ fingerprint: 'The source says <n>' })).toEqual([analysis]);
		expect(await idsOf({ regressed: true })).toEqual([call]);
		expect(await idsOf({ regressed: false })).toEqual([settlement, analysis]);

		const found = (search: string) => idsOf({ search });
		expect(await found('aJAX')).toEqual([settlement, analysis, call]);
		expect(await found('madrid')).toEqual([settlement, analysis]);
		expect(await found(settlement.toUpperCase())).toEqual([settlement]);
		expect(await found(ajax)).toEqual([settlement, analysis]);
		expect(await found(genk)).toEqual([call]);
		expect(await found('LLAMA-4-scout')).toEqual([call]);
		expect(await found('no PREDICTION')).toEqual([settlement]);
		expect(await found('%')).toEqual([analysis]);
		expect(await found('_')).toEqual([analysis]);
		expect(await found('\\')).toEqual([analysis]);
		expect(await found('<script>')).toEqual([call]);
		expect(await found(`'; DROP TABLE "JobFailure"; --`)).toEqual([]);
	});

	it('tells all of a failure', async () => {
		const { failures } = await list({ search: '<script>' });
		expect(failures[0]).toMatchObject({
			stage: 'predictions',
			match: { home: 'Genk', away: 'Ajax Cape Town', competition: 'English Premier League' },
			model: { id: 'llama-4-scout' },
			message: '<script>alert(1)</script>',
			cause: null,
			regressions: 2,
			resolved: null,
		});
		const [resolved] = (await list({ status: 'resolved' })).failures;
		expect(resolved).toMatchObject({
			model: null,
			resolved: { at: START, how: 'cleared', because: 'no use' },
		});
	});

	it('goes through all pages without leaving one out or telling one twice, however many share a time', async () => {
		const { db } = store();
		const matchId = await storeMatch(store());
		const models = (await db.model.findMany()).map(({ id }) => id);
		for (const modelId of models) {
			await storeFailure(store(), { matchId, stage: 'predictions', modelId, message: 'paged' });
		}
		const filter = failureFilter.parse({ search: 'paged' });
		const seen: string[] = [];
		let cursor: string | undefined;
		do {
			const page = await listFailures(db, filter, { limit: 10, cursor });
			expect(page.total).toBe(models.length);
			seen.push(...page.failures.map(({ id }) => id));
			cursor = page.nextCursor ?? undefined;
		} while (cursor !== undefined);
		expect(seen).toHaveLength(models.length);
		expect(new Set(seen).size).toBe(models.length);
	});

	it('says so when a page does not exist', async () => {
		const { db } = store();
		for (const cursor of ['', 'nonsense', '12-', '99999999999999999-x']) {
			await expect(listFailures(db, failureFilter.parse({}), { limit: 10, cursor })).rejects.toThrow(
				'begin with the first',
			);
		}
	});
});

it('a filter takes neither empty nor unstorable text', () => {
	expect(failureFilter.safeParse({ search: '  ' }).success).toBe(false);
	expect(failureFilter.safeParse({ search: 'a\0b' }).success).toBe(false);
	expect(failureFilter.parse({ search: '  Ajax ' }).search).toBe('Ajax');
});
