import { expect, it } from 'vitest';
import { START } from '../../tests/pipeline.ts';
import { PASSWORD, testWeb } from '../../tests/web.ts';
import { DAY, after as later } from '../clock.ts';
import { createTouchlineClient } from './client.ts';

const web = testWeb({ queues: 'postgres' });
const client = () => createTouchlineClient({ url: web().url, password: PASSWORD });
const lastDay = { from: later(START, -DAY), to: START };

it('the history answers, also of a time in which nothing was', async () => {
	const { history } = client();
	expect((await history.coverage.query(lastDay)).points).toEqual([]);
	expect((await history.service.query()).total).toMatchObject({ matches: 0, percentage: null });
	expect((await history.models.query()).length).toBeGreaterThan(40);
	expect(await history.outages.query(lastDay)).toEqual([]);
});

it('all of the last days come together, today among them', async () => {
	const { from, to, ...last } = await client().history.lastDays.query({ days: 7 });
	expect(to).toEqual(START);
	expect(from.toISOString()).toBe(
		`${later(START, -6 * DAY)
			.toISOString()
			.slice(0, 10)}T00:00:00.000Z`,
	);
	expect(last).toMatchObject({ service: { days: [] }, coverage: { points: [] }, outages: [] });
	expect(last.models.length).toBeGreaterThan(40);
});

it.each([
	[{ from: START, to: START }, '"from" must be before "to"'],
	[{ from: START, to: later(START, -1) }, '"from" must be before "to"'],
	[{ from: START, to: later(START, 400 * DAY + 1) }, 'at most 400 days'],
	[{ from: new Date('0000-01-01'), to: new Date('0000-01-02') }, 'give times from 1900 to 2200'],
	[{ from: new Date('+010000-01-01'), to: new Date('+010000-01-02') }, 'give times from 1900 to 2200'],
])('a window %j is refused', async (window, sentence) => {
	const { history } = client();
	for (const asked of [history.coverage, history.service, history.outages]) {
		await expect(asked.query(window)).rejects.toMatchObject({
			data: { code: 'BAD_REQUEST' },
			message: expect.stringContaining(sentence),
		});
	}
});

it('half a window, no days, too many, and strangers are refused', async () => {
	const { history } = client();
	const wrong = [
		history.service.query({ from: START }),
		history.models.query({ days: 0 }),
		history.models.query({ days: 401 }),
		history.lastDays.query({ days: 0 }),
		history.lastDays.query({ days: 401 }),
	];
	await Promise.all(
		wrong.map((asked) => expect(asked).rejects.toMatchObject({ data: { code: 'BAD_REQUEST' } })),
	);
	const stranger = createTouchlineClient({ url: web().url });
	await expect(stranger.history.models.query()).rejects.toThrow(/needs an operator/);
});
