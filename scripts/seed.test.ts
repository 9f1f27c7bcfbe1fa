import { describe, expect, it } from 'vitest';
import { testDatabase } from '../tests/database.ts';
import { runScript } from '../tests/run-script.ts';

const database = testDatabase();

describe('npm run seed', () => {
	it('fills the database of DATABASE_URL once, and tells how to look at it', async () => {
		const seed = () => runScript('scripts/seed.ts', ['--matches', '24'], { DATABASE_URL: database.url });
		const { code, out } = await seed();
		expect(out).toMatch(/^24 matches with \d+ predictions; \d+ s\. .* npm start\n$/);
		expect(code).toBe(0);
		expect(await database.db.match.count()).toBe(24);

		const again = await seed();
		expect(again.code).toBe(1);
		expect(again.err).toMatch(/holds matches already.*name an empty database/);
	}, 120_000);
});
