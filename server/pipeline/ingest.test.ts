import { describe, expect, it } from 'vitest';
import { fixture, testPipeline } from '../../tests/pipeline.ts';
import { AppError } from '../errors.ts';
import type { FixtureSource } from '../football/source.ts';
import { ingest } from './ingest.ts';

const pipeline = testPipeline();

/** Has one good fixture and one bad line in every competition, but is down for "de.1". */
const source: FixtureSource = {
	name: 'test source',
	offersLineups: false,
	batchSize: 20,
	competition: async (id) => ({ id, name: `League ${id}`, timeZone: 'Europe/Madrid' }),
	listFixtures: async (competition) => {
		if (competition === 'de.1') throw new AppError('unavailable', 'test source is down: try later.');
		return {
			fixtures: [fixture({ competition })],
			problems: [{ where: `${competition}.json, match 2`, reason: 'no teams' }],
		};
	},
	fetchFixtures: async () => [],
	fetchLineups: async () => null,
};

describe('ingest', () => {
	it('takes over what it can and names what it cannot', async () => {
		const { db } = pipeline();
		await db.competition.create({
			data: { id: 'es.1', name: 'old name', timeZone: 'UTC', scoreCounts: 'after_extra_time' },
		});
		const report = await ingest({ ...pipeline(), source }, ['es.1', 'de.1', 'fr.1']);
		expect(report).toEqual({
			fixtures: 2,
			changed: 2,
			problems: [
				{ where: 'es.1.json, match 2', reason: 'no teams' },
				{ where: 'de.1', reason: 'test source is down: try later.' },
				{ where: 'fr.1.json, match 2', reason: 'no teams' },
			],
		});
		expect(await db.competition.findUnique({ where: { id: 'es.1' } })).toMatchObject({
			name: 'League es.1',
			timeZone: 'Europe/Madrid',
			scoreCounts: 'after_extra_time',
		});
	});
});
