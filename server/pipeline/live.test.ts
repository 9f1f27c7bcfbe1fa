import { beforeEach, describe, expect, it } from 'vitest';
import { finishedWith, fixture, START, testPipeline } from '../../tests/pipeline.ts';
import { HOUR, after as later } from '../clock.ts';
import type { Fixture, FixtureSource } from '../football/source.ts';
import { newJob } from '../queue/catalogue.ts';
import { pollLive } from './live.ts';
import { storeFixtures } from './store-fixtures.ts';

const pipeline = testPipeline();

beforeEach(async () => {
	await pipeline().db.match.deleteMany();
	pipeline().clock.set(START);
});

function sourceOf(fixtures: Fixture[]) {
	const batches: number[] = [];
	const source: FixtureSource = {
		name: 'test source',
		offersLineups: false,
		batchSize: 20,
		competition: async (id) => ({ id, name: id, timeZone: 'UTC' }),
		listFixtures: async () => ({ fixtures, problems: [] }),
		fetchFixtures: async (keys) => {
			batches.push(keys.length);
			return fixtures.filter(({ sourceKey }) => keys.includes(sourceKey));
		},
		fetchLineups: async () => null,
	};
	return { source, batches };
}

describe('pollLive', () => {
	it('asks for all matches that have kicked off, in batches, and for no other', async () => {
		const kickedOff = Array.from({ length: 45 }, () => fixture({ kickoffAt: later(START, -HOUR) }));
		const coming = fixture({ kickoffAt: later(START, HOUR) });
		await storeFixtures(pipeline().db, [...kickedOff, coming], later(START, -2 * HOUR));
		const { source, batches } = sourceOf(kickedOff);
		expect(await pollLive({ ...pipeline(), source })).toEqual({ asked: 45, changed: 0 });
		expect(batches).toEqual([20, 20, 5]);
	});

	it('stores what has changed and queues what follows from it', async () => {
		const { db, queues } = pipeline();
		const match = fixture({ kickoffAt: later(START, -2 * HOUR) });
		const [matchId = ''] = await storeFixtures(db, [match], later(START, -3 * HOUR));
		await db.model.updateMany({ data: { enabled: false } });
		const live = { ...match, status: 'live', minute: 60, goals: { home: 1, away: 0 } } as const;
		expect(await pollLive({ ...pipeline(), source: sourceOf([live]).source })).toEqual({
			asked: 1,
			changed: 1,
		});
		expect(await db.match.findUnique({ where: { id: matchId } })).toMatchObject({
			status: 'live',
			homeGoals: 1,
		});
		const settlement = newJob('settlement', { matchId });
		expect(await queues.inspect([settlement])).toEqual(new Map());
		await pollLive({ ...pipeline(), source: sourceOf([{ ...match, ...finishedWith(2, 0) }]).source });
		expect([...(await queues.inspect([settlement])).keys()]).toEqual([settlement.id]);
		expect(await pollLive({ ...pipeline(), source: sourceOf([match]).source })).toEqual({
			asked: 0,
			changed: 0,
		});
	});
});
