import { beforeEach, describe, expect, it } from 'vitest';
import { finishedWith, fixture, START, testPipeline } from '../../tests/pipeline.ts';
import { HOUR, after as later, MINUTE } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { Fixture, FixtureSource } from '../football/source.ts';
import { newJob } from '../queue/catalogue.ts';
import { NotYetError } from '../queue/outcomes.ts';
import { checkStuck, pollLive } from './live.ts';
import { withIds } from './match-condition.ts';
import { matchStates } from './match-state.ts';
import { settleMatch } from './settlement.ts';
import { storeFixtures } from './store-fixtures.ts';

const pipeline = testPipeline();

beforeEach(async () => {
	await pipeline().db.match.deleteMany();
	pipeline().clock.set(START);
});

/** Knows these fixtures; of the competitions that are down it knows nothing. */
function sourceOf(fixtures: Fixture[], ...down: string[]) {
	const asked: string[][] = [];
	const source: FixtureSource = {
		name: 'test source',
		offersLineups: false,
		batchSize: 20,
		competition: async (id) => ({ id, name: id, timeZone: 'UTC' }),
		listFixtures: async () => ({ fixtures, problems: [] }),
		fetchFixtures: async (keys) => {
			asked.push(keys);
			if (down.some((id) => keys.some((key) => key.startsWith(id))))
				throw new AppError('unavailable', 'test source is down: try later.');
			return fixtures.filter(({ sourceKey }) => keys.includes(sourceKey));
		},
		fetchLineups: async () => null,
	};
	return { source, asked };
}

const NOTHING_CHANGED = { changed: 0, problems: [] };

function minutesAgo(minutes: number, more: Partial<Fixture> = {}): Fixture {
	return fixture({ kickoffAt: later(START, -minutes * MINUTE), ...more });
}

const live = { status: 'live', minute: 60, goals: { home: 1, away: 0 } } as const;

/** Stores them as known long before. */
async function store(...fixtures: Fixture[]): Promise<string[]> {
	return storeFixtures(pipeline().db, fixtures, later(START, -240 * HOUR));
}

describe('pollLive', () => {
	it('asks for all matches that are under way, in batches, and for no other', async () => {
		const kickedOff = Array.from({ length: 45 }, () => minutesAgo(60, live));
		await store(...kickedOff, fixture({ kickoffAt: later(START, HOUR) }));
		const { source, asked } = sourceOf(kickedOff);
		expect(await pollLive({ ...pipeline(), source })).toEqual({ asked: 45, ...NOTHING_CHANGED });
		expect(asked.map((keys) => keys.length)).toEqual([20, 20, 5]);
	});

	it('stores what has changed and queues what follows from it', async () => {
		const { db, queues } = pipeline();
		const match = minutesAgo(5);
		const [matchId = ''] = await store(match);
		await db.model.updateMany({ data: { enabled: false } });
		const changed = sourceOf([{ ...match, ...live }]).source;
		expect(await pollLive({ ...pipeline(), source: changed })).toEqual({
			asked: 1,
			changed: 1,
			problems: [],
		});
		expect(await db.match.findUnique({ where: { id: matchId } })).toMatchObject({
			status: 'live',
			homeGoals: 1,
		});
		const settlement = newJob('settlement', { matchId });
		expect(await queues.inspect([settlement])).toEqual(new Map());
		await pollLive({ ...pipeline(), source: sourceOf([{ ...match, ...finishedWith(2, 0) }]).source });
		expect([...(await queues.inspect([settlement])).keys()]).toEqual([settlement.id]);
		const after = sourceOf([match]).source;
		expect(await pollLive({ ...pipeline(), source: after })).toEqual({ asked: 0, ...NOTHING_CHANGED });
		await db.model.updateMany({ data: { enabled: true } });
	});

	it('names a competition that is down, asks for the others, and loses nothing', async () => {
		const { db } = pipeline();
		const create = { id: 'de.1', name: 'Bundesliga', timeZone: 'Europe/Berlin' };
		await db.competition.upsert({ where: { id: 'de.1' }, create, update: {} });
		const german = { competition: 'de.1', sourceKey: 'de.1/one' };
		const [down, up] = [minutesAgo(9, german), minutesAgo(8)];
		await store(down, up);
		const both = [down, up].map((match) => ({ ...match, ...live }));
		expect(await pollLive({ ...pipeline(), source: sourceOf(both, 'de.1').source })).toEqual({
			asked: 2,
			changed: 1,
			problems: ['The state of 1 match of de.1 could not be learned: test source is down: try later.'],
		});
		expect(await pollLive({ ...pipeline(), source: sourceOf(both).source })).toMatchObject({
			asked: 2,
			changed: 1,
			problems: [],
		});
	});
});

describe('the poll and the check on stuck matches', () => {
	it.each([
		['scheduled', 0, 'poll'],
		['scheduled', 10, 'poll'],
		['scheduled', 11, 'check'],
		['scheduled', 60 * 72, 'check'],
		['live', 1, 'poll'],
		['live', 240, 'poll'],
		['live', 241, 'check'],
		['finished', 11, 'nobody'],
		['postponed', 11, 'nobody'],
	] as const)('%s %i min after kick-off: asked by the %s, and by it alone', async (status, minutes, by) => {
		const over = status === 'finished' ? finishedWith(1, 0) : {};
		const match = minutesAgo(minutes, { ...over, status });
		await store(match);
		const deps = { ...pipeline(), source: sourceOf([match]).source };
		const [polled, checked] = [await pollLive(deps), await checkStuck(deps)];
		expect({ polled: polled.asked, checked: checked.asked }).toEqual({
			polled: by === 'poll' ? 1 : 0,
			checked: by === 'check' ? 1 : 0,
		});
	});
});

describe('checkStuck', () => {
	it('learns that a match is over after all, and queues its settlement', async () => {
		const { queues, db } = pipeline();
		const match = minutesAgo(300);
		const [matchId = ''] = await store(match);
		await db.model.updateMany({ data: { enabled: false } });
		const over = sourceOf([{ ...match, ...finishedWith(0, 0) }]).source;
		expect(await checkStuck({ ...pipeline(), source: over })).toEqual({
			asked: 1,
			changed: 1,
			problems: [],
			stuck: [],
		});
		const settlement = newJob('settlement', { matchId });
		expect((await queues.inspect([settlement])).size).toBe(1);
		await db.model.updateMany({ data: { enabled: true } });
	});

	it('warns of those that stay stuck, by name, until they move', async () => {
		const stays = minutesAgo(30, { home: 'Arsenal FC', away: 'Chelsea FC' });
		const starts = minutesAgo(40);
		const [stuckId] = await store(stays, starts);
		const warnings: unknown[] = [];
		const log = pipeline().log.child({});
		log.warn = (_: unknown, text?: unknown) => warnings.push(text);
		const { source } = sourceOf([stays, { ...starts, ...live }]);
		const words =
			'Stuck: Arsenal FC against Chelsea FC (en.1, kick-off 2025-03-01 11:30 UTC) is still scheduled.';
		expect(await checkStuck({ ...pipeline(), log, source })).toEqual({
			asked: 2,
			changed: 1,
			problems: [words],
			stuck: [stuckId],
		});
		expect(warnings).toEqual([words]);
		const moved = { ...stays, kickoffAt: later(START, 24 * HOUR) };
		expect(await checkStuck({ ...pipeline(), log, source: sourceOf([moved]).source })).toMatchObject({
			changed: 1,
			problems: [],
			stuck: [],
		});
	});

	it('keeps a match that the source is silent about or down for, and asks again', async () => {
		const match = minutesAgo(30);
		const [id] = await store(match);
		for (const { source } of [sourceOf([]), sourceOf([match], 'en.1')]) {
			expect(await checkStuck({ ...pipeline(), source })).toMatchObject({
				asked: 1,
				changed: 0,
				stuck: [id],
			});
		}
		const { problems } = await checkStuck({ ...pipeline(), source: sourceOf([match], 'en.1').source });
		expect(problems[0]).toBe(
			'The state of 1 match of en.1 could not be learned: test source is down: try later.',
		);
	});

	it('names a few of many, and counts the rest', async () => {
		const many = Array.from({ length: 5 }, () => minutesAgo(30));
		await store(...many);
		const { stuck, problems } = await checkStuck({ ...pipeline(), source: sourceOf(many).source });
		expect(stuck).toHaveLength(5);
		expect(problems).toEqual([expect.stringMatching(/ and 2 more\.$/)]);
	});
});

describe('a result that is hard to believe', () => {
	const settlementOf = async (matchId: string) =>
		(await matchStates(pipeline(), withIds([matchId])))[0]?.plan;

	it('is settled only after the source has told it once more', async () => {
		const { db, clock } = pipeline();
		const match = minutesAgo(110, finishedWith(31, 0));
		const [matchId = ''] = await store(match);
		expect((await settlementOf(matchId))?.stages.settlement).toEqual({ is: 'blocked', by: 'live' });
		await expect(settleMatch(db, { matchId, now: clock.now() })).rejects.toThrow(NotYetError);

		const { source } = sourceOf([match]);
		expect(await pollLive({ ...pipeline(), source })).toEqual({ asked: 1, changed: 1, problems: [] });
		expect(await db.match.findUnique({ where: { id: matchId } })).toMatchObject({
			resultConfirmedAt: clock.now(),
			homeFullTime: 31,
		});
		expect((await settlementOf(matchId))?.stages.settlement).not.toMatchObject({ by: 'live' });
		expect(await pollLive({ ...pipeline(), source })).toEqual({ asked: 0, ...NOTHING_CHANGED });
	});

	it('that was a slip is settled as the source corrects it, and another slip is asked about again', async () => {
		const { db } = pipeline();
		const match = minutesAgo(110, finishedWith(31, 0));
		const [matchId = ''] = await store(match);
		const slip = sourceOf([{ ...match, ...finishedWith(30, 0) }]).source;
		expect(await pollLive({ ...pipeline(), source: slip })).toMatchObject({ asked: 1, changed: 1 });
		expect((await settlementOf(matchId))?.stages.settlement).toEqual({ is: 'blocked', by: 'live' });
		const corrected = sourceOf([{ ...match, ...finishedWith(3, 0) }]).source;
		expect(await pollLive({ ...pipeline(), source: corrected })).toMatchObject({ asked: 1, changed: 1 });
		expect(await db.match.findUnique({ where: { id: matchId } })).toMatchObject({
			resultConfirmedAt: null,
			homeFullTime: 3,
		});
		expect((await settlementOf(matchId))?.stages.settlement).not.toMatchObject({ by: 'live' });
	});

	it('that the source does not tell again is named', async () => {
		const match = minutesAgo(110, finishedWith(31, 0));
		await store(match);
		const { problems } = await checkStuck({ ...pipeline(), source: sourceOf([]).source });
		expect(problems).toEqual([
			expect.stringMatching(
				/has a result that is hard to believe, 31–0, and the source was not there to tell/,
			),
		]);
	});
});

it('a finished match without a score is left as it is, with a reason, and the others are taken over', async () => {
	const { db } = pipeline();
	const [bad, good] = [minutesAgo(100), minutesAgo(101)];
	await store(bad, good);
	const scoreless = { ...bad, ...finishedWith(1, 0), fullTime: null };
	const { source } = sourceOf([scoreless, { ...good, ...finishedWith(2, 2) }]);
	const report = await checkStuck({ ...pipeline(), source });
	expect(report.changed).toBe(1);
	expect(report.problems[0]).toBe(
		`${bad.home} against ${bad.away} (en.1) is finished, and its score is missing.`,
	);
	const stored = await db.match.findMany({ where: { sourceKey: { in: [bad.sourceKey, good.sourceKey] } } });
	expect(stored.map(({ status }) => status).sort()).toEqual(['finished', 'scheduled']);
});
