import { describe, expect, it } from 'vitest';
import { fixture, START, storeMatch } from '../../tests/pipeline.ts';
import { PASSWORD, testWeb } from '../../tests/web.ts';
import { raiseAlert } from '../alerts/alerts.ts';
import { HOUR, after as later } from '../clock.ts';
import { newJob } from '../queue/catalogue.ts';
import { createTouchlineClient } from './client.ts';

const web = testWeb();
const client = () => createTouchlineClient({ url: web().url, password: PASSWORD });

describe('passes', () => {
	it('are previewed without a trace, run, audited, announced and told afterwards', async () => {
		const { pipeline, services } = web();
		const { queues, db } = pipeline;
		const matchId = await storeMatch(pipeline, {
			home: 'Ajax',
			away: 'Genk',
			kickoffAt: later(START, 8 * HOUR),
		});
		const job = newJob('analysis', { matchId });

		const preview = await client().passes.preview.query();
		expect(preview).toMatchObject({
			report: { checked: 1, added: { analysis: 1, lineups: 1, predictions: 1, settlement: 0 } },
			counts: [
				{ stage: 'analysis', change: 'add', jobs: 1 },
				{ stage: 'lineups', change: 'add', jobs: 1 },
				{ stage: 'predictions', change: 'add', jobs: 1 },
			],
			total: 3,
		});
		expect(preview.changes[0]).toEqual({
			matchId,
			home: 'Ajax',
			away: 'Genk',
			kickoffAt: later(START, 8 * HOUR),
			kickoffConfirmed: true,
			stage: 'analysis',
			change: 'add',
			dueAt: later(START, 2 * HOUR),
			revives: false,
		});
		expect((await queues.inspect([job])).size).toBe(0);
		expect(await client().passes.recent.query()).toEqual([]);

		const announced = announcement(services.listener);
		const report = await client().passes.run.mutate();
		expect(report).toMatchObject({ kind: 'operator', at: START, checked: 1, moved: 0, dropped: 0 });
		expect((await queues.inspect([job])).get(job.id)?.state).toBe('delayed');
		expect(await announced).toContain('coverage');
		expect(await db.operatorAction.findMany()).toMatchObject([
			{ action: 'pipeline.reconcile', at: START, detail: { checked: 1, added: { analysis: 1 } } },
		]);
		expect(await client().passes.recent.query()).toEqual([report]);
		expect((await client().overview.query()).passes).toEqual([report]);

		expect(await client().passes.preview.query()).toMatchObject({
			report: { checked: 1, alreadyQueued: 3 },
			counts: [],
			changes: [],
			total: 0,
		});
	});

	it('name at most 500 changes of a preview, and count them all', async () => {
		const { pipeline } = web();
		for (let match = 0; match < 170; match++)
			await storeMatch(pipeline, fixture({ kickoffAt: later(START, 9 * HOUR) }));
		const { report, counts, changes, total } = await client().passes.preview.query();
		expect(changes).toHaveLength(500);
		expect(total).toBe(510);
		expect(report.added.analysis).toBe(170);
		expect(counts.map(({ jobs }) => jobs)).toEqual([170, 170, 170]);
	});

	it('are for operators', async () => {
		const stranger = createTouchlineClient({ url: web().url });
		for (const asked of [
			stranger.passes.recent.query(),
			stranger.passes.preview.query(),
			stranger.passes.run.mutate(),
		]) {
			await expect(asked).rejects.toThrow(/needs an operator/);
		}
	});
});

/** The topics of the next message of the feed. */
function announcement(listener: ReturnType<typeof web>['services']['listener']): Promise<string[]> {
	return new Promise((resolve) => listener.onMessage(({ topics }) => resolve(topics)));
}

describe('overview', () => {
	it('tells what is wrong now, and marks a kick-off that is not confirmed', async () => {
		const { pipeline } = web();
		const alert = { kind: 'empty_fixture_list' as const, subject: 'en.1', message: 'It lists nothing.' };
		await raiseAlert(pipeline.db, alert, START);
		await storeMatch(pipeline, { kickoffAt: later(START, HOUR), kickoffConfirmed: false });
		const overview = await client().overview.query();
		expect(overview.status).toBe('down');
		expect(overview.alerts).toMatchObject([alert]);
		expect(overview.outages).toEqual([]);
		expect(overview.upcoming[0]?.kickoffConfirmed).toBe(false);
	});
});
