import { beforeEach, describe, expect, it } from 'vitest';
import { fixture, START, testStore } from '../../tests/pipeline.ts';
import { openAlerts } from '../alerts/list-alerts.ts';
import { DAY, HOUR, after as later } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { Fixture, FixtureSource, SourceProblem } from '../football/source.ts';
import { ingest } from './ingest.ts';

const store = testStore();

beforeEach(async () => {
	const { db, clock } = store();
	await db.match.deleteMany();
	await db.competition.deleteMany();
	await db.alert.deleteMany();
	clock.set(START);
});

/** A source whose lists a test changes: fixtures, or the error with which it answers. */
function sourceOf(
	lists: Record<string, Fixture[] | Error>,
	problems: Record<string, SourceProblem[]> = {},
): FixtureSource {
	return {
		name: 'test source',
		offersLineups: false,
		batchSize: 20,
		competition: async (id) => ({ id, name: `League ${id}`, timeZone: 'Europe/Madrid' }),
		listFixtures: async (id) => {
			const list = lists[id] ?? [];
			if (list instanceof Error) throw list;
			return { fixtures: list, problems: problems[id] ?? [] };
		},
		fetchFixtures: async () => [],
		fetchLineups: async () => null,
	};
}

const DOWN = new AppError('unavailable', 'test source is down: try later.');

const tomorrow = (competition: string, count: number) =>
	Array.from({ length: count }, () => fixture({ competition, kickoffAt: later(START, DAY) }));

const ingested = (source: FixtureSource, ...competitions: string[]) =>
	ingest({ ...store(), source }, competitions);

const matches = () => store().db.match.findMany({ orderBy: { id: 'asc' } });

describe('ingest', () => {
	it('takes over what it can and names what it cannot', async () => {
		const { db } = store();
		const create = {
			id: 'es.1',
			name: 'old name',
			timeZone: 'UTC',
			scoreCounts: 'after_extra_time',
		} as const;
		await db.competition.create({ data: create });
		const bad = [{ where: 'es.1.json, match 2', reason: 'no teams' }];
		const lists = { 'es.1': tomorrow('es.1', 1), 'de.1': DOWN, 'fr.1': tomorrow('fr.1', 2) };
		expect(await ingested(sourceOf(lists, { 'es.1': bad }), 'es.1', 'de.1', 'fr.1')).toEqual({
			fixtures: 3,
			changed: 3,
			failed: ['de.1'],
			leftOut: bad,
			problems: [
				'1 line of es.1 cannot be used, the first: es.1.json, match 2: no teams.',
				'Working on what is stored of de.1: test source is down: try later.',
			],
		});
		expect(await db.competition.findUnique({ where: { id: 'es.1' } })).toMatchObject({
			name: 'League es.1',
			timeZone: 'Europe/Madrid',
			scoreCounts: 'after_extra_time',
		});
	});

	it('notes since when a competition is followed, once', async () => {
		const { db, clock } = store();
		const source = sourceOf({ 'en.1': tomorrow('en.1', 1) });
		await ingested(source, 'en.1');
		clock.advance(3 * HOUR);
		await ingested(source, 'en.1');
		expect(await db.competition.findMany()).toMatchObject([{ id: 'en.1', followedSince: START }]);
	});

	it('raises an alert while a competition cannot be read, and keeps what is stored of it', async () => {
		const { db, clock } = store();
		await ingested(sourceOf({ 'en.1': tomorrow('en.1', 3) }), 'en.1');
		const stored = await matches();
		clock.advance(3 * HOUR);
		await ingested(sourceOf({ 'en.1': DOWN }), 'en.1');
		expect(await openAlerts(db)).toMatchObject([
			{
				kind: 'source_unavailable',
				subject: 'en.1',
				message: expect.stringContaining('test source is down: try later.'),
				openedAt: clock.now(),
			},
		]);
		expect(await matches()).toEqual(stored);
		await ingested(sourceOf({ 'en.1': tomorrow('en.1', 3) }), 'en.1');
		expect(await openAlerts(db)).toMatchObject([{ kind: 'empty_fixture_list' }]);
	});

	it('forgets the alert about a competition that is no longer followed', async () => {
		const { db } = store();
		await ingested(sourceOf({ 'en.11': DOWN, 'de.1': DOWN }), 'en.11', 'de.1');
		expect(await openAlerts(db)).toHaveLength(2);
		await ingested(sourceOf({ 'en.1': tomorrow('en.1', 1), 'de.1': DOWN }), 'en.1', 'de.1');
		expect(await openAlerts(db)).toMatchObject([{ subject: 'de.1' }]);
	});

	it('reads some again, and leaves the others and their alerts alone', async () => {
		const { db } = store();
		const { failed } = await ingested(sourceOf({ 'en.1': DOWN, 'de.1': DOWN }), 'en.1', 'de.1');
		expect(failed).toEqual(['en.1', 'de.1']);
		const source = sourceOf({ 'en.1': tomorrow('en.1', 2), 'de.1': tomorrow('de.1', 2) });
		const again = await ingest({ ...store(), source }, ['en.1', 'de.1'], ['en.1']);
		expect(again).toMatchObject({ changed: 2, failed: [] });
		expect(await openAlerts(db)).toMatchObject([{ subject: 'de.1' }]);
	});

	it('ingests the others when one fails in a way that nobody foresaw, and says so', async () => {
		const { db } = store();
		const impossible = fixture({ competition: 'en.1', round: 'no database takes a \u0000' });
		const broken = new TypeError('cannot read x of undefined');
		const source = sourceOf({ 'en.1': [impossible], 'es.1': broken, 'de.1': tomorrow('de.1', 2) });
		const { changed, failed, problems } = await ingested(source, 'en.1', 'es.1', 'de.1');
		expect({ changed, failed }).toEqual({ changed: 2, failed: ['en.1', 'es.1'] });
		expect(problems).toEqual([
			expect.stringMatching(/^Working on what is stored of en\.1: .*not foreseen/),
			expect.stringMatching(/^Working on what is stored of es\.1: .*cannot read x of undefined/),
		]);
		expect((await openAlerts(db)).map(({ subject }) => subject).sort()).toEqual(['en.1', 'es.1']);
		await ingested(sourceOf({ 'en.1': tomorrow('en.1', 1), 'es.1': tomorrow('es.1', 1) }), 'en.1', 'es.1');
		expect(await openAlerts(db)).toEqual([]);
	});
});

describe('a list that lost its matches', () => {
	const empty = { kind: 'empty_fixture_list', subject: 'en.1' };

	it('deletes and changes nothing when it is empty, and raises an alert until it is back', async () => {
		const { db, clock } = store();
		const list = tomorrow('en.1', 10);
		await ingested(sourceOf({ 'en.1': list }), 'en.1');
		const stored = await matches();
		expect(stored).toHaveLength(10);
		clock.advance(3 * HOUR);
		const report = await ingested(sourceOf({ 'en.1': [] }), 'en.1');
		const message =
			'test source lists 0 of 10 coming matches of en.1 that Touchline knows. They stay as they are stored and are worked on; check the source.';
		expect(report).toEqual({ fixtures: 0, changed: 0, failed: [], leftOut: [], problems: [message] });
		expect(await openAlerts(db)).toMatchObject([{ ...empty, message, openedAt: clock.now() }]);
		expect(await matches()).toEqual(stored);
		await ingested(sourceOf({ 'en.1': list }), 'en.1');
		expect(await openAlerts(db)).toEqual([]);
		expect(await matches()).toEqual(stored);
	});

	it.each([
		[10, 5, 0],
		[10, 4, 1],
		[3, 1, 1],
		[2, 1, 0],
		[1, 0, 1],
	])('of %i coming matches has %i left: %i alerts', async (before, left, alerts) => {
		const { db } = store();
		const list = tomorrow('en.1', before);
		const later = tomorrow('en.1', 1);
		await ingested(sourceOf({ 'en.1': list }), 'en.1');
		const { changed } = await ingested(sourceOf({ 'en.1': [...list.slice(0, left), ...later] }), 'en.1');
		expect(changed).toBe(1);
		expect(await openAlerts(db)).toHaveLength(alerts);
		expect(await matches()).toHaveLength(before + 1);
	});

	it('is no alert when no match is to come, nor for a competition that never had one', async () => {
		const { db, clock } = store();
		await ingested(sourceOf({ 'en.1': tomorrow('en.1', 2) }), 'en.1');
		await ingested(sourceOf({ 'en.1': [] }), 'en.1');
		expect(await openAlerts(db)).toMatchObject([empty]);
		clock.advance(2 * DAY);
		const { problems } = await ingested(sourceOf({}), 'en.1', 'de.1');
		expect(problems).toEqual(['test source lists no match of en.1.', 'test source lists no match of de.1.']);
		expect(await openAlerts(db)).toEqual([]);
		expect(await db.competition.findMany()).toMatchObject([{ id: 'en.1' }]);
	});
});
