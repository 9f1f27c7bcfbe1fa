import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storePrediction, testPipeline } from '../../tests/pipeline.ts';
import { queuedFor } from '../../tests/queued.ts';
import { HOUR } from '../clock.ts';
import { asOf } from '../football/as-of.ts';
import { createSource } from '../football/create-source.ts';
import { ingest } from './ingest.ts';
import { runPass } from './passes.ts';

const pipeline = testPipeline();

let folder = '';

beforeEach(async () => {
	await pipeline().db.match.deleteMany();
	folder = await mkdtemp(path.join(tmpdir(), 'touchline-kickoffs-'));
});

afterEach(async () => {
	await rm(folder, { recursive: true });
});

interface Row {
	date: string;
	time?: string;
	status?: string;
}

/** Writes one match per league into football.json files, ingests them, and makes the pass that follows. */
async function publish(now: string, leagues: Record<string, Row>): Promise<void> {
	const { clock } = pipeline();
	clock.set(new Date(now));
	for (const [id, row] of Object.entries(leagues)) {
		const match = { round: 'Matchday 1', team1: `${id} home`, team2: `${id} away`, ...row };
		const season = path.join(folder, '2025');
		await mkdir(season, { recursive: true });
		await writeFile(path.join(season, `${id}.json`), JSON.stringify({ name: id, matches: [match] }));
	}
	const source = asOf(createSource({ kind: 'openfootball', location: folder }), clock);
	const report = await ingest({ ...pipeline(), source }, Object.keys(leagues));
	expect(report.problems).toEqual([]);
	await runPass(pipeline(), 'ingest');
}

const matchOf = (league: string) =>
	pipeline().db.match.findFirstOrThrow({ where: { competitionId: league } });

const jobsOf = async (league: string) => queuedFor(pipeline(), (await matchOf(league)).id);

describe('leagues in their own zones', () => {
	it('have their work due by their own clocks', async () => {
		const evening = { date: '2025-07-05', time: '20:00' };
		await publish('2025-07-05T07:30Z', {
			'en.1': evening,
			'de.1': evening,
			'co.1': evening,
			'jp.1': evening,
		});
		expect({
			london: await jobsOf('en.1'),
			berlin: await jobsOf('de.1'),
			bogota: await jobsOf('co.1'),
			tokyo: await jobsOf('jp.1'),
		}).toEqual({
			london: ['analysis 07-05T13:00', 'lineups 07-05T18:00', 'predictions 07-05T18:30'],
			berlin: ['analysis 07-05T12:00', 'lineups 07-05T17:00', 'predictions 07-05T17:30'],
			// In UTC it is the next day; then only the analysis is inside its window.
			bogota: ['analysis 07-05T19:00'],
			tokyo: ['analysis waiting', 'lineups 07-05T10:00', 'predictions 07-05T10:30'],
		});
		expect((await matchOf('co.1')).kickoffAt).toEqual(new Date('2025-07-06T01:00Z'));
	});
});

describe('days on which the clocks change', () => {
	it.each([
		[
			'2025-03-30',
			'2025-03-30T01:30Z',
			'03-29T19:30',
			'03-30T01:00',
			'a time that does not exist: an hour on',
		],
		['2025-10-26', '2025-10-26T00:30Z', '10-25T18:30', '10-26T00:00', 'a time that exists twice: the first'],
	])('take 02:30 on %s for %s, its work due from %s to %s (%s)', async (date, kickoff, first, last) => {
		const [evening] = new Date(Date.parse(kickoff) - 7 * HOUR).toISOString().split('.');
		await publish(`${evening}Z`, { 'de.1': { date, time: '02:30' } });
		expect(await matchOf('de.1')).toMatchObject({ kickoffAt: new Date(kickoff), kickoffConfirmed: true });
		const jobs = await jobsOf('de.1');
		expect([jobs.at(0), jobs.at(-1)]).toEqual([`analysis ${first}`, `predictions ${last}`]);
	});

	it('shift a weekly kick-off by the hour in UTC, and its work with it', async () => {
		await publish('2025-10-25T02:00Z', { 'en.1': { date: '2025-10-25', time: '12:30' } });
		expect(await jobsOf('en.1')).toContain('predictions 10-25T11:00');
		await pipeline().db.match.deleteMany();
		await publish('2025-10-26T02:00Z', { 'en.1': { date: '2025-10-26', time: '12:30' } });
		expect(await jobsOf('en.1')).toContain('predictions 10-26T12:00');
	});
});

describe('a date without a time', () => {
	it('stands for three in the afternoon there, unconfirmed, until the time is told', async () => {
		await publish('2025-05-04T05:00Z', { 'de.1': { date: '2025-05-04' } });
		expect(await matchOf('de.1')).toMatchObject({
			kickoffAt: new Date('2025-05-04T13:00Z'),
			kickoffConfirmed: false,
		});
		expect(await jobsOf('de.1')).toEqual([
			'analysis 05-04T07:00',
			'lineups 05-04T12:00',
			'predictions 05-04T12:30',
		]);
		const { id } = await matchOf('de.1');
		await publish('2025-05-04T06:00Z', { 'de.1': { date: '2025-05-04', time: '19:30' } });
		expect(await matchOf('de.1')).toMatchObject({
			id,
			kickoffAt: new Date('2025-05-04T17:30Z'),
			kickoffConfirmed: true,
		});
		expect(await jobsOf('de.1')).toEqual([
			'analysis 05-04T11:30',
			'lineups 05-04T16:30',
			'predictions 05-04T17:00',
		]);
	});

	it('is confirmed without moving anything when three it is', async () => {
		await publish('2025-05-04T05:00Z', { 'de.1': { date: '2025-05-04' } });
		const jobs = await jobsOf('de.1');
		await publish('2025-05-04T06:00Z', { 'de.1': { date: '2025-05-04', time: '15:00' } });
		expect(await matchOf('de.1')).toMatchObject({ kickoffConfirmed: true });
		expect(await jobsOf('de.1')).toEqual(jobs);
	});

	it('measures predictions against the time when it is told at last', async () => {
		const { db } = pipeline();
		await publish('2025-05-04T05:00Z', { 'de.1': { date: '2025-05-04' } });
		const { id } = await matchOf('de.1');
		await storePrediction(pipeline(), id, { madeAt: new Date('2025-05-04T12:40Z') });
		await publish('2025-05-04T12:45Z', { 'de.1': { date: '2025-05-04', time: '13:30' } });
		expect(await db.prediction.findMany({ where: { matchId: id } })).toMatchObject([
			{ kickoffAt: new Date('2025-05-04T11:30Z'), retroactive: true },
		]);
	});
});

describe('a match that is told to be off, and gets a new date across the year', () => {
	it('loses its work, and gets it for the new date', async () => {
		const leagues = (row: Row) => ({ 'en.1': row });
		await publish('2025-12-28T12:00Z', leagues({ date: '2025-12-28', time: '20:00' }));
		expect(await jobsOf('en.1')).toHaveLength(3);
		await publish('2025-12-28T15:00Z', leagues({ date: '2025-12-28', time: '20:00', status: 'postponed' }));
		expect(await jobsOf('en.1')).toEqual([]);
		await publish('2025-12-31T23:00Z', leagues({ date: '2026-01-01', time: '00:30' }));
		expect(await jobsOf('en.1')).toEqual([
			'analysis waiting',
			'lineups 12-31T23:30',
			'predictions 01-01T00:00',
		]);
	});
});
