import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ENV_VARIABLES, readEnv } from './env.ts';

afterEach(() => vi.unstubAllEnvs());

describe('readEnv', () => {
	it('refuses what cannot be used, naming every variable', () => {
		vi.stubEnv('PORT', '99999');
		vi.stubEnv('ANALYSIS_WINDOW_HOURS', '-1');
		vi.stubEnv('DATABASE_URL', 'mysql://localhost/touchline');
		expect(() => readEnv()).toThrow(
			/DATABASE_URL: it must look like postgresql:.*PORT: it must be a whole number from 1 to 65535.*ANALYSIS_WINDOW_HOURS/s,
		);
	});

	it.each([
		['ANALYSIS_WINDOW_HOURS', '5', 'from 6 to 720'],
		['LINEUPS_WINDOW_HOURS', '0', 'from 1 to 720'],
		['PREDICTIONS_WINDOW_HOURS', '-12', 'from 0.5 to 720'],
		['PREDICTIONS_WINDOW_HOURS', '10000', 'from 0.5 to 720'],
		['LOOK_BACK_HOURS', 'six', 'from 1 to 720'],
		['BACKFILL_DAYS', '10000', 'from 1 to 60'],
		['INGEST_INTERVAL_MINUTES', '0', 'from 1 to 1440'],
		['SWEEP_INTERVAL_SECONDS', '-60', 'from 1 to 3600'],
		['BACKFILL_INTERVAL_MINUTES', '99999', 'from 1 to 1440'],
		['STUCK_CHECK_INTERVAL_SECONDS', '0.5', 'from 1 to 3600'],
		['LIVE_INTERVAL_SECONDS', 'often', 'from 1 to 3600'],
	])('refuses %s=%s by name', (name, value, allowed) => {
		vi.stubEnv(name, value);
		expect(() => readEnv()).toThrow(new RegExp(`${name}: it must be a .*${allowed}`));
	});

	it.each([
		[{ PORT: 'abc' }, /^.*PORT: it must be a whole number.*$/],
		[{ DATABASE_URL: 'nonsense' }, /^.*DATABASE_URL: it must look like postgresql:.*$/],
		[{ ADMIN_PASSWORD: 'short' }, /^.*ADMIN_PASSWORD: it must have 8 characters.*$/],
		[{ MODELS_URL: 'nonsense' }, /^.*MODELS_URL: it must be a URL.*$/],
		[
			{ SWEEP_INTERVAL_SECONDS: '0' },
			/^.*SWEEP_INTERVAL_SECONDS: it must be a whole number from 1 to 3600.*$/,
		],
		[
			{ ANALYSIS_WINDOW_HOURS: '-48' },
			/^.*ANALYSIS_WINDOW_HOURS: it must be a number of hours from 6 to 720.*$/,
		],
		[{ REDIS_URL: 'nonsense' }, /^.*REDIS_URL: it must look like redis:.*$/],
	])('refuses %j of a given environment in one line', (variables, named) => {
		expect(() => readEnv(variables)).toThrow(named);
	});

	it('takes an empty variable as unset', () => {
		vi.stubEnv('PORT', '');
		vi.stubEnv('TOGETHER_API_KEY', ' ');
		expect(readEnv()).toMatchObject({ PORT: 3000 });
		expect(readEnv().TOGETHER_API_KEY).toBeUndefined();
	});

	it('has every variable, and no other, in .env.example with its default', () => {
		const lines = readFileSync('.env.example', 'utf8').split('\n');
		const listed = lines.filter((line) => /^[A-Z_]+=/.test(line)).map((line) => line.split('=', 2));
		expect(listed.map(([name]) => name).toSorted()).toEqual(ENV_VARIABLES.toSorted());
		for (const [name = '', value = ''] of listed) vi.stubEnv(name, value);
		const fromExample = readEnv();
		for (const [name = ''] of listed) vi.stubEnv(name, '');
		expect({ ...fromExample, NODE_ENV: 'production' }).toEqual({ ...readEnv(), NODE_ENV: 'production' });
	});
});
