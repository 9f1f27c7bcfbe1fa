import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOpenFootballSource } from './openfootball.ts';

let folder = '';

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'touchline-football-'));
});

afterEach(async () => {
	await rm(folder, { recursive: true });
});

async function write(path: string, content: unknown): Promise<string> {
	const file = join(folder, path);
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
	return file;
}

const source = (location = folder) => createOpenFootballSource({ location });
const match = (team1: string, team2: string, more: object = {}) => ({
	round: 'Matchday 1',
	date: '2024-08-17',
	time: '15:00',
	team1,
	team2,
	...more,
});
const league = (season: string, ...matches: unknown[]) => ({
	name: `English Premier League ${season}`,
	matches,
});

describe('a folder of football.json files', () => {
	it('gives all seasons in order of kick-off', async () => {
		await write('2025-26/en.1.json', league('2025/26', match('C', 'D', { date: '2025-08-16' })));
		await write('2024-25/en.1.json', league('2024/25', match('A', 'B', { time: '20:00' }), match('C', 'D')));
		await write('2024-25/de.1.json', 'not asked for, so not read');

		const { fixtures, problems } = await source().listFixtures('en.1');

		expect(problems).toEqual([]);
		expect(fixtures.map(({ sourceKey }) => sourceKey)).toEqual([
			'en.1/2024-25/Matchday 1/C/D',
			'en.1/2024-25/Matchday 1/A/B',
			'en.1/2025-26/Matchday 1/C/D',
		]);
	});

	it('names the competition without its season', async () => {
		await write('2023-24/en.1.json', { name: 'Premiership 2023/24', matches: [] });
		await write('2024-25/en.1.json', league('2024/25'));
		expect(await source().competition('en.1')).toEqual({
			id: 'en.1',
			name: 'English Premier League',
			timeZone: 'Europe/London',
		});
	});

	it('takes the season of a file directly in it from the file, or from the folder itself', async () => {
		await write('en.1.json', league('2024/25', match('A', 'B')));
		await write('2022-23/de.1.json', { matches: [match('A', 'B')] });
		expect((await source().listFixtures('en.1')).fixtures[0]?.season).toBe('2024-25');
		expect((await source(join(folder, '2022-23')).listFixtures('de.1')).fixtures[0]?.season).toBe('2022-23');
	});

	it('reads the rounds of files from before 2019', async () => {
		const rounds = [
			{
				name: 'Matchday 7',
				matches: [{ date: '2014-08-16', team1: { name: 'A' }, team2: { name: 'B' }, score1: 1, score2: 2 }],
			},
		];
		await write('2014-15/en.1.json', { name: 'Premier League 2014/15', rounds });
		const { fixtures } = await source().listFixtures('en.1');
		expect(fixtures).toMatchObject([{ round: 'Matchday 7', home: 'A', fullTime: { home: 1, away: 2 } }]);
	});

	it('reports a match that cannot be used, and takes the others', async () => {
		const file = await write(
			'2024-25/en.1.json',
			league('2024/25', match('A', 'B'), { team1: 'A' }, match('C', 'C'), match('D', 'E')),
		);
		const { fixtures, problems } = await source().listFixtures('en.1');
		expect(fixtures.map(({ home }) => home)).toEqual(['A', 'D']);
		expect(problems).toEqual([
			{ where: `${file}, match 2`, reason: 'has no team2' },
			{ where: `${file}, match 3`, reason: 'home and away are both "C"' },
		]);
	});

	it('reports a match that is there twice, and keeps the first', async () => {
		const twice = league('2024/25', match('A', 'B', { score: [1, 0] }), match('A', 'B', { score: [0, 3] }));
		const file = await write('2024-25/en.1.json', twice);
		const { fixtures, problems } = await source().listFixtures('en.1');
		expect(fixtures).toMatchObject([{ fullTime: { home: 1, away: 0 } }]);
		expect(problems).toEqual([
			{ where: `${file}, match 2`, reason: 'A against B is there already, in the same season and round' },
		]);
	});

	it('gives named matches, and leaves out keys that it does not know', async () => {
		await write('2024-25/en.1.json', league('2024/25', match('A', 'B'), match('C', 'D')));
		await write('2024-25/de.1.json', league('2024/25', match('E', 'F')));
		const keys = ['de.1/2024-25/Matchday 1/E/F', 'en.1/2024-25/Matchday 1/A/B'];
		const fixtures = await source().fetchFixtures([
			...keys,
			'en.1/2024-25/Matchday 2/A/B',
			'fr.1/x/y/A/B',
			'nonsense',
		]);
		expect(fixtures.map(({ sourceKey }) => sourceKey)).toEqual(keys);
	});

	it('has no line-ups', async () => {
		await write('2024-25/en.1.json', league('2024/25', match('A', 'B')));
		expect(source().offersLineups).toBe(false);
		expect(await source().fetchLineups('en.1/2024-25/Matchday 1/A/B')).toBeNull();
	});

	it('sees a file that has changed since', async () => {
		const files = source();
		const path = await write('2024-25/en.1.json', league('2024/25', match('A', 'B', { score: [1, 0] })));
		await files.listFixtures('en.1');
		await write('2024-25/en.1.json', league('2024/25', match('A', 'B', { score: [2, 0] })));
		await utimes(path, 2_000_000_000, 2_000_000_000);
		expect((await files.listFixtures('en.1')).fixtures).toMatchObject([{ fullTime: { home: 2, away: 0 } }]);
	});
});

describe('a folder that cannot be used is named, with the remedy', () => {
	const failure = (code: string, ...parts: string[]) =>
		expect.objectContaining({
			code,
			message: expect.stringMatching(new RegExp(`^[^\\n]*${parts.map(literal).join('[^\\n]*')}[^\\n]*\\.$`)),
		});
	const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

	it('missing', async () => {
		const missing = join(folder, 'nowhere');
		const expected = failure(
			'unavailable',
			`${missing} does not exist`,
			'name one with files such as 2024-25/en.1.json',
		);
		await expect(source(missing).listFixtures('en.1')).rejects.toEqual(expected);
		await expect(source(missing).fetchFixtures(['en.1/2024-25/Matchday 1/A/B'])).rejects.toEqual(expected);
	});

	it('a file', async () => {
		const file = await write('en.1.json', league('2024/25'));
		await expect(source(file).listFixtures('en.1')).rejects.toEqual(
			failure('unavailable', `${file} is not a folder`),
		);
	});

	it('empty, or with files of another kind', async () => {
		await write('package.json', {});
		await write('2024-25/notes.txt', '');
		await expect(source().competition('en.1')).rejects.toEqual(
			failure('invalid', `${folder} holds no football.json files`, 'name one with'),
		);
	});

	it('without the competition', async () => {
		await write('2024-25/en.1.json', league('2024/25'));
		await write('2025-26/de.1.json', league('2025/26'));
		for (const competition of ['fr.1', '../en.1', ''])
			await expect(source().listFixtures(competition)).rejects.toEqual(
				failure('not-found', `${folder} has no ${competition}.json: it has de.1, en.1`),
			);
	});

	it('with a competition of an unknown country', async () => {
		await write('2024-25/xx.1.json', league('2024/25'));
		await expect(source().competition('xx.1')).rejects.toEqual(
			failure('not-found', '"xx.1"', 'server/football/competitions.ts'),
		);
	});

	it.each(['', '{"matches": [', '<html>\n</html>'])('with a file that is not JSON: %j', async (content) => {
		const file = await write('2024-25/en.1.json', content);
		await expect(source().listFixtures('en.1')).rejects.toEqual(
			failure('invalid', `${file} is not JSON`, 'get it again'),
		);
	});

	it.each([{}, [], null, { matches: {} }, { rounds: [{}] }])(
		'with a file without matches: %j',
		async (content) => {
			const file = await write('2024-25/en.1.json', content);
			await expect(source().listFixtures('en.1')).rejects.toEqual(
				failure('invalid', `${file} has no list of "matches"`, 'get it again'),
			);
		},
	);

	it('with a file whose season nothing tells', async () => {
		const file = await write('en.1.json', { name: 'Premier League', matches: [] });
		await expect(source().listFixtures('en.1')).rejects.toEqual(
			failure('invalid', `${file} does not say its season`, '2024-25'),
		);
	});
});
