import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, HOUR } from '../../../server/clock.ts';
import { START, storeMatch, testStore } from '../../../tests/pipeline.ts';
import { findMatches } from './find-matches.ts';

const store = testStore();

async function found(text: string): Promise<string[]> {
	return (await findMatches(store(), text)).map(({ home }) => home);
}

describe('findMatches', () => {
	it('finds by the beginnings of words, whatever their case and accents', async () => {
		await storeMatch(store(), { home: '1. FC Köln', away: "Queen's Park", round: 'Quarter-finals' });
		await storeMatch(store(), { home: 'AS Saint-Étienne', away: 'Łódź', season: '2031-32' });
		for (const text of [
			'köln',
			'KOLN',
			'koeln',
			'fc kö',
			'queens',
			"queen's p",
			'quarter 1.',
			'kol finals',
		]) {
			expect(await found(text), text).toEqual(['1. FC Köln']);
		}
		for (const text of ['etienne', 'SAINT ÉTI', 'lodz', '2031', 'english prem étienne']) {
			expect(await found(text), text).toEqual(['AS Saint-Étienne']);
		}
		for (const text of ['oln', 'köln etienne', '—', "'", 'nobody'])
			expect(await found(text), text).toEqual([]);
	});

	it('puts the kick-off that is closest first, and shows eight', async () => {
		for (const hours of [30, -2, 90, 1, -40, 60, -70, 300, -300, 400]) {
			await storeMatch(store(), { home: `Near ${hours}`, kickoffAt: after(START, hours * HOUR) });
		}
		expect(await found('near')).toEqual([1, -2, 30, -40, 60, -70, 90, 300].map((hours) => `Near ${hours}`));
	});

	it('finds a match by its id', async () => {
		const id = await storeMatch(store(), { home: 'Known by its id' });
		expect(await findMatches(store(), id)).toMatchObject([
			{ id, home: 'Known by its id', competition: 'English Premier League' },
		]);
	});

	it('follows the names of teams and competitions, and the round', async () => {
		const { db } = store();
		const id = await storeMatch(store(), { home: 'Before', round: 'Matchday 77' });
		await db.team.update({ where: { name: 'Before' }, data: { name: 'Afterwards' } });
		expect(await found('before')).toEqual([]);
		expect(await found('afterwards matchday 77')).toEqual(['Afterwards']);
		await db.match.update({ where: { id }, data: { round: 'Semi-final' } });
		expect(await found('afterwards matchday')).toEqual([]);
		expect(await found('afterwards semi')).toEqual(['Afterwards']);
	});

	it('takes any text for text', async () => {
		const long = 'w'.repeat(10_000);
		await storeMatch(store(), { home: `<b>'; DROP TABLE "Match" --\\ ${long}` });
		expect(await found(`drop TABLE ${long}`)).toHaveLength(1);
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
				expect((await findMatches(store(), text.replaceAll('\0', ''))).length).toBeLessThanOrEqual(8);
			}),
			{ numRuns: 25, examples: [["' | !a:* & \\"], ['\\'], [':*'], ['()<->'], ['\u202eabc']] },
		);
	});
});
