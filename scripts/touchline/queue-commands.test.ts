import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR, after as later } from '../../server/clock.ts';
import { START, storeMatch } from '../../tests/pipeline.ts';
import { typeTouchline } from '../../tests/type-touchline.ts';
import { PASSWORD, testWeb } from '../../tests/web.ts';

const web = testWeb();

beforeEach(async () => {
	const { db, backend } = web().pipeline;
	await backend.clear();
	await db.queueWish.deleteMany();
	await db.match.deleteMany();
});

/** Runs the command against the test's own web process. */
function touchline(...args: string[]) {
	return typeTouchline([...args, '--url', web().url], { variables: { ADMIN_PASSWORD: PASSWORD } });
}

describe('touchline queues', () => {
	it('tells of every queue', async () => {
		const { code, out } = await touchline('queues');
		expect(code).toBe(0);
		expect(out.trim().split('\n')).toHaveLength(7);
		expect(out).toMatch(/^ *settlement +no worker +0 waiting +0 later +0 running +150 at once/m);
	});

	it('says what a pause holds up before it pauses, and lets go on', async () => {
		await storeMatch(web().pipeline, { kickoffAt: later(START, HOUR) });
		const asked = await touchline('queues', 'pause', 'settlement');
		expect(asked).toMatchObject({ code: 1, out: '' });
		expect(asked.err).toBe(
			'It holds up 0 jobs that wait now, 0 due later, and 1 match of the next 6 h. Pause the queue "settlement"? There is no terminal to ask at: add --yes to go ahead.\n',
		);
		expect((await touchline('queues', 'pause', 'settlement', '--yes')).out).toMatch(
			/^ *settlement +paused by admin since Sat 1 Mar 12:00/,
		);
		expect((await touchline('queues', 'resume', 'settlement')).out).toMatch(/^ *settlement +no worker/);
	});

	it('sets how many jobs are worked on at once, and refuses what is no such number', async () => {
		expect((await touchline('queues', 'concurrency', 'settlement', '20')).out).toContain(
			'20 at once (default 150)',
		);
		expect((await touchline('queues', 'concurrency', 'settlement', 'default')).out).toContain('150 at once');
		const refused = await touchline('queues', 'concurrency', 'settlement', '501');
		expect(refused).toMatchObject({ code: 1, out: '' });
		expect(refused.err).toMatch(/give a whole number from 1 to 500, or pause it\.\n$/);
		expect((await touchline('queues', 'concurrency', 'settlement', 'many')).code).toBe(1);
		expect((await touchline('queues', 'pause', 'nope', '--yes')).err).toMatch(/^There is no queue "nope"/);
	});
});
