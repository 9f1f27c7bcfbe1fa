import { beforeEach, describe, expect, it } from 'vitest';
import { START, storeMatch } from '../../tests/pipeline.ts';
import { testWeb } from '../../tests/web.ts';
import { raiseAlert } from '../alerts/alerts.ts';
import { HOUR, after as later } from '../clock.ts';
import { readEnv } from '../env.ts';
import {
	type CompetitionDeps,
	followCompetition,
	followedCompetitions,
	unfollowCompetition,
} from './competitions.ts';
import { readInstallation } from './installation.ts';
import { listCompetitions } from './list-competitions.ts';

const web = testWeb();
let admin = '';
let deps: CompetitionDeps;

beforeEach(async () => {
	const { services, pipeline } = web();
	await pipeline.db.competitionWish.deleteMany();
	await pipeline.db.operatorAction.deleteMany();
	admin = (await pipeline.db.operator.findUniqueOrThrow({ where: { name: 'admin' } })).id;
	deps = { ...services, env: readEnv({ FOOTBALL_SOURCE: 'openfootball', COMPETITIONS: 'en.1,de.1' }) };
});

describe('competitions', () => {
	it('are those of the environment until an operator wants others', async () => {
		expect(await followedCompetitions(deps)).toEqual(['en.1', 'de.1']);
		await followCompetition(deps, 'es.1', admin);
		await followCompetition(deps, 'es.1', admin);
		await unfollowCompetition(deps, { id: 'de.1', confirmed: 0 }, admin);
		expect(await followedCompetitions(deps)).toEqual(['en.1', 'es.1']);
		await followCompetition(deps, 'de.1', admin);
		expect(await followedCompetitions(deps)).toEqual(['en.1', 'de.1', 'es.1']);
		const actions = await deps.db.operatorAction.findMany({ select: { subjects: true } });
		expect(actions.map(({ subjects }) => subjects[0])).toEqual(['es.1', 'es.1', 'de.1', 'de.1']);
	});

	it('are let go of only with as many coming matches as were shown, and keep them', async () => {
		const { pipeline } = web();
		await storeMatch(pipeline, { kickoffAt: later(START, 2 * HOUR) });
		await storeMatch(pipeline, { kickoffAt: later(START, 3 * HOUR) });
		const { competitions } = await listCompetitions(deps);
		expect(competitions).toMatchObject([
			{ id: 'de.1', name: null, timeZone: 'Europe/Berlin', followed: true, wish: null, coming: 0 },
			{ id: 'en.1', followed: true, coming: 2, nextKickoff: later(START, 2 * HOUR) },
		]);
		await raiseAlert(deps.db, { kind: 'source_unavailable', subject: 'en.1', message: 'away' }, START);
		await expect(unfollowCompetition(deps, { id: 'en.1', confirmed: 1 }, admin)).rejects.toThrow(
			'en.1 has 2 coming matches, more than the 1 that were confirmed',
		);
		expect(await unfollowCompetition(deps, { id: 'en.1', confirmed: 2 }, admin)).toEqual({
			id: 'en.1',
			coming: 2,
		});
		expect((await listCompetitions(deps)).competitions.at(-1)).toMatchObject({
			...{ id: 'en.1', followed: false, wish: { by: 'admin' }, coming: 2 },
		});
		expect(await deps.db.alert.count({ where: { subject: 'en.1', closedAt: null } })).toBe(0);
		await expect(unfollowCompetition(deps, { id: 'en.1', confirmed: 2 }, admin)).rejects.toThrow(
			'is not followed',
		);
	});

	it('are refused when their time zone is not known, or nothing can be changed', async () => {
		await expect(followCompetition(deps, 'xx.1', admin)).rejects.toThrow(
			'The time zone of competition "xx.1"',
		);
		const simulated = { ...deps, env: readEnv({}) };
		await expect(followCompetition(simulated, 'en.1', admin)).rejects.toThrow('plays sim.1 alone');
		expect(await followedCompetitions(simulated)).toEqual(['sim.1']);
	});
});

describe('the installation', () => {
	it('tells what it is, and no secret', async () => {
		const secrets = {
			ADMIN_PASSWORD: 'hush hush hush',
			TOGETHER_API_KEY: 'key-hush',
			DATABASE_URL: 'postgresql://me:hush@db.example:6000/touch%20line',
			REDIS_URL: 'redis://me:hush@redis.example:6379/0',
			OTEL_EXPORTER_OTLP_ENDPOINT: 'https://hush.example',
			MODELS_URL: 'https://hush.example/v1',
			OPENFOOTBALL_LOCATION: 'https://me:hush@files.example/json?token=hush',
		};
		const env = readEnv({ FOOTBALL_SOURCE: 'openfootball', PORT: '4000', ...secrets });
		const told = await readInstallation({ ...web().services, env, databaseUrl: secrets.DATABASE_URL });
		expect(JSON.stringify(told)).not.toContain('hush');
		expect(told).toMatchObject({
			version: expect.stringMatching(/^\d+\.\d+\.\d+/),
			queues: 'Redis',
			database: { host: 'db.example:6000', name: 'touch line', embedded: false },
			source: 'openfootball, https://files.example/json',
		});
		const byName = new Map(told.variables.map(({ name, ...rest }) => [name, rest]));
		expect(byName.get('PORT')).toEqual({ value: '4000', set: true });
		expect(byName.get('TOGETHER_API_KEY')).toEqual({ value: null, set: true });
		expect(byName.get('SYNTHETIC_API_KEY')).toEqual({ value: null, set: false });
	});
});
