import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	finishedWith,
	START,
	storeAnalysis,
	storeMatch,
	storePrediction,
	testPipeline,
} from '../../tests/pipeline.ts';
import { DAY, HOUR, after as later } from '../clock.ts';
import { recordFailure } from './failures.ts';
import { listMatches, type MatchListRequest } from './match-list.ts';
import type { KickoffOrder } from './match-search/ordered-matches.ts';

const pipeline = testPipeline();

function list(request: Partial<MatchListRequest> = {}) {
	return listMatches({ ...pipeline(), replay: null }, { filter: {}, order: 'up', limit: 50, ...request });
}

async function homes(filter: MatchListRequest['filter'], order: KickoffOrder = 'up'): Promise<string[]> {
	return (await list({ filter, order })).matches.map(({ home }) => home);
}

describe('listMatches', () => {
	it('means the last 24 h and the next 48 h when nothing is asked for', async () => {
		await storeMatch(pipeline(), { home: 'Tomorrow', kickoffAt: later(START, DAY) });
		await storeMatch(pipeline(), { home: 'Next week', kickoffAt: later(START, 7 * DAY) });
		await storeMatch(pipeline(), {
			home: 'History',
			kickoffAt: later(START, -20 * HOUR),
			...finishedWith(1, 0),
		});
		const page = await list();
		expect(page).toMatchObject({ from: later(START, -DAY), to: later(START, 2 * DAY), next: null });
		expect(page.matches).toMatchObject([{ home: 'Tomorrow', round: 'Matchday 1', served: true }]);
	});

	it('tells history from what it serves when it is asked for more', async () => {
		const page = await list({ filter: { text: 'history' } });
		expect(page.matches).toMatchObject([{ home: 'History', served: false }]);
	});

	it('filters by competition, status and day, and sorts both ways', async () => {
		const { db } = pipeline();
		await db.competition.create({ data: { id: 'de.1', name: 'Bundesliga', timeZone: 'Europe/Berlin' } });
		const german = { competition: 'de.1' };
		await storeMatch(pipeline(), { ...german, home: 'Early', kickoffAt: later(START, 20 * DAY) });
		await storeMatch(pipeline(), { ...german, home: 'Late', kickoffAt: later(START, 21 * DAY) });
		await storeMatch(pipeline(), {
			...german,
			home: 'Off',
			kickoffAt: later(START, 22 * DAY),
			status: 'cancelled',
		});
		expect(await homes(german)).toEqual(['Early', 'Late', 'Off']);
		expect(await homes(german, 'down')).toEqual(['Off', 'Late', 'Early']);
		expect(await homes({ ...german, status: 'scheduled' })).toEqual(['Early', 'Late']);
		expect(await homes({ ...german, status: 'called_off' })).toEqual(['Off']);
		expect(await homes({ ...german, from: later(START, 20.5 * DAY), to: later(START, 21.5 * DAY) })).toEqual([
			'Late',
		]);
		expect(await homes({ ...german, text: 'lat bundes' })).toEqual(['Late']);
	});

	it('filters by what the pipeline owes', async () => {
		const { db, clock } = pipeline();
		const owed = { competition: 'owed.1' };
		await db.competition.create({ data: { id: 'owed.1', name: 'Owed', timeZone: 'UTC' } });
		const soon = await storeMatch(pipeline(), { ...owed, home: 'Soon', kickoffAt: later(START, 3 * HOUR) });
		const over = { ...owed, ...finishedWith(1, 0) };
		const old = await storeMatch(pipeline(), {
			...over,
			home: 'Old',
			kickoffAt: later(START, -40 * DAY),
		});
		await storeMatch(pipeline(), { ...over, home: 'Recent', kickoffAt: later(START, -2 * DAY) });
		await storePrediction(pipeline(), old, { madeAt: later(START, -41 * DAY) });
		await storeAnalysis(pipeline(), soon, clock.now());
		const work = { stage: 'analysis' as const, matchId: soon, modelId: null };
		const failure = { error: new Error('No table'), attempts: 3, permanent: false, stalled: false };
		await recordFailure(db, work, failure, clock.now());
		const alert = { kind: 'match_gap', subject: `${soon}/lineups/blocked`, message: 'It waits.' } as const;
		await db.alert.create({
			data: { ...alert, matchId: soon, openedAt: clock.now(), lastSeenAt: clock.now() },
		});
		expect(await homes({ ...owed, state: 'failures' })).toEqual(['Soon']);
		expect(await homes({ ...owed, state: 'at_risk' })).toEqual(['Soon']);
		expect(await homes({ ...owed, state: 'gap' })).toEqual(['Soon']);
		expect(await homes({ ...owed, state: 'unsettled' })).toEqual(['Old', 'Recent']);
	});

	it('turns its pages both ways, and shows each match once, whatever is stored meanwhile', async () => {
		const { db } = pipeline();
		await db.competition.create({ data: { id: 'paged.1', name: 'Paged', timeZone: 'UTC' } });
		const stored = new Set<string>();
		let inserted = 0;
		const store = async (hours: number) => {
			stored.add(
				await storeMatch(pipeline(), { competition: 'paged.1', kickoffAt: later(START, hours * HOUR) }),
			);
		};
		for (const hours of [1, 1, 1, 2, 3, 3, 4, 5, 6, 6, 7]) await store(hours);
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom<KickoffOrder>('up', 'down'),
				fc.integer({ min: 1, max: 5 }),
				fc.boolean(),
				async (order, limit, searched) => {
					const before = [...stored];
					const filter = { competition: 'paged.1', ...(searched && { text: 'paged' }) };
					const there: string[] = [];
					let page = await list({ filter, order, limit });
					there.push(...page.matches.map(({ id }) => id));
					inserted += 1;
					await store(order === 'up' ? 1 - inserted / 100 : 7 + inserted / 100);
					while (page.next) {
						page = await list({ filter, order, limit, after: page.next });
						there.push(...page.matches.map(({ id }) => id));
					}
					expect([...there].sort()).toEqual([...before].sort());
					const back = page.matches.map(({ id }) => id);
					while (page.previous) {
						page = await list({ filter, order, limit, before: page.previous });
						back.unshift(...page.matches.map(({ id }) => id));
					}
					expect(back.slice(1)).toEqual(there);
				},
			),
			{ numRuns: 8 },
		);
	});

	it('refuses a page that does not exist', async () => {
		for (const place of ['nonsense', '12', "1-' OR 1", '']) {
			await expect(list({ after: place })).rejects.toThrow('This page of matches does not exist');
		}
	});

	it('asks as many questions of 40 matches as of one', async () => {
		const { db } = pipeline();
		for (let count = 0; count < 40; count += 1) {
			await storeMatch(pipeline(), { season: '2040-41', kickoffAt: later(START, 3_000 * DAY) });
		}
		const asked = async (limit: number) => {
			let questions = 0;
			const counting = db.$extends({
				query: {
					$allOperations({ args, query }) {
						questions += 1;
						return query(args);
					},
				},
			}) as unknown as typeof db;
			const deps = { ...pipeline(), db: counting, replay: null };
			const { matches } = await listMatches(deps, { filter: { text: '2040' }, order: 'up', limit });
			return { questions, matches: matches.length };
		};
		const one = await asked(1);
		expect(one.matches).toBe(1);
		expect(await asked(39)).toEqual({ questions: one.questions, matches: 39 });
	});
});
