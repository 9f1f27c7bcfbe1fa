import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { after, type Clock, MINUTE } from '../../clock.ts';
import { createOpenFootballSource } from '../openfootball.ts';

const FILE = {
	name: 'English Premier League 2024/25',
	matches: [{ round: 'Matchday 1', date: '2024-08-17', team1: 'A', team2: 'B', score: { ft: [1, 0] } }],
};
let requests: string[] = [];
let pages: Record<string, { status: number; body: string }> = {};
const server = createServer((request, response) => {
	const url = request.url ?? '';
	requests.push(url);
	const { status, body } = pages[url] ?? { status: 404, body: 'Not Found' };
	response.writeHead(status).end(body);
});
let base = '';
let now = new Date('2025-01-01T12:00:00Z');
const clock: Clock = { now: () => now, realMs: (ms) => ms };
const source = (seasons = ['2023-24', '2024-25']) =>
	createOpenFootballSource({ location: `${base}/`, seasons: () => seasons, clock });

beforeEach(async () => {
	requests = [];
	pages = { '/data/2024-25/en.1.json': { status: 200, body: JSON.stringify(FILE) } };
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (typeof address !== 'object' || address === null) throw new Error('The server has no port');
	base = `http://127.0.0.1:${address.port}/data`;
});

afterEach(async () => {
	const closed = new Promise((resolve) => server.close(resolve));
	server.closeAllConnections();
	await closed;
});

describe('football.json files at a URL', () => {
	it('takes the seasons that are there', async () => {
		const { fixtures, problems } = await source().listFixtures('en.1');
		expect(fixtures.map(({ sourceKey }) => sourceKey)).toEqual(['en.1/2024-25/Matchday 1/A/B']);
		expect(problems).toEqual([]);
		expect(requests.sort()).toEqual(['/data/2023-24/en.1.json', '/data/2024-25/en.1.json']);
	});

	it('asks again only when the download is five minutes old', async () => {
		const files = source(['2024-25']);
		await Promise.all([files.listFixtures('en.1'), files.competition('en.1')]);
		await files.fetchFixtures(['en.1/2024-25/Matchday 1/A/B']);
		expect(requests).toHaveLength(1);

		const corrected = { ...FILE, matches: [{ ...FILE.matches[0], score: { ft: [2, 2] } }] };
		pages['/data/2024-25/en.1.json'] = { status: 200, body: JSON.stringify(corrected) };
		now = after(now, 5 * MINUTE);
		expect((await files.listFixtures('en.1')).fixtures).toMatchObject([{ fullTime: { home: 2, away: 2 } }]);
		expect(requests).toHaveLength(2);
	});

	it('finds a season that begins while the process runs', async () => {
		const seasons = ['2024-25'];
		const files = source(seasons);
		await files.listFixtures('en.1');
		const next = { name: '2025', matches: [{ ...FILE.matches[0], date: '2025-03-01' }] };
		pages['/data/2025/en.1.json'] = { status: 200, body: JSON.stringify(next) };
		seasons.push('2025');
		const { fixtures } = await files.listFixtures('en.1');
		expect(fixtures.map(({ season }) => season)).toEqual(['2024-25', '2025']);
	});

	it('says so when no season is there', async () => {
		await expect(source(['2019', '2020']).listFixtures('en.1')).rejects.toMatchObject({
			code: 'not-found',
			message: expect.stringMatching(
				/has no en\.1\.json for 2019, 2020: check the competition, the seasons and the address/,
			),
		});
	});

	it('names what answers badly, and asks again the next time', async () => {
		const files = source(['2024-25']);
		const good = pages['/data/2024-25/en.1.json'];
		pages['/data/2024-25/en.1.json'] = { status: 503, body: '' };
		await expect(files.listFixtures('en.1')).rejects.toMatchObject({
			code: 'unavailable',
			message: `${base}/2024-25/en.1.json answered with status 503: try again later.`,
		});
		if (good) pages['/data/2024-25/en.1.json'] = good;
		expect((await files.listFixtures('en.1')).fixtures).toHaveLength(1);
	});

	it('names a server that is not there', async () => {
		const nowhere = createOpenFootballSource({
			location: 'http://127.0.0.1:1/data',
			seasons: () => ['2024-25'],
		});
		await expect(nowhere.listFixtures('en.1')).rejects.toMatchObject({
			code: 'unavailable',
			message: expect.stringContaining('http://127.0.0.1:1/data/2024-25/en.1.json cannot be reached'),
		});
	});

	it('wants to know the seasons', () => {
		expect(() => createOpenFootballSource({ location: 'https://example.org' })).toThrow(
			expect.objectContaining({
				code: 'invalid',
				message: expect.stringContaining('name them, such as 2024-25'),
			}),
		);
	});
});
