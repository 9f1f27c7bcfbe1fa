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
