import { describe, expect, it, vi } from 'vitest';
import { COMPETITION, fixture, START, storeMatch, testPipeline } from '../../tests/pipeline.ts';
import { HOUR, after as later, MINUTE, SECOND } from '../clock.ts';
import type { Fixture, FixtureSource } from '../football/source.ts';
import { newJob } from '../queue/catalogue.ts';
import { runRecurring } from '../recurring.ts';
import { schedulingNets } from './nets.ts';
import { recentPasses } from './passes.ts';
import { storeFixtures } from './store-fixtures.ts';

const pipeline = testPipeline();

const EVERY = {
	ingest: 3 * HOUR,
	sweep: MINUTE,
	backfill: HOUR,
	stuckCheck: 2 * MINUTE,
	live: MINUTE,
};

function sourceOf(fixtures: Fixture[]): FixtureSource {
	return {
		name: 'test source',
		offersLineups: false,
		batchSize: 20,
		competition: async () => COMPETITION,
		listFixtures: async () => ({ fixtures, problems: [] }),
		fetchFixtures: async (keys) => fixtures.filter(({ sourceKey }) => keys.includes(sourceKey)),
		fetchLineups: async () => null,
	};
}

/** Ends what a test let hang, so that the nets can end. */
let release: (() => void) | undefined;

/** Runs the nets until `check` holds. */
async function runNets(
	source: FixtureSource,
	check: () => Promise<void>,
	{
		patience,
		competitions = () => [COMPETITION.id],
	}: { patience?: number; competitions?: () => string[] } = {},
): Promise<void> {
	const stop = new AbortController();
	const deps = { ...pipeline(), source, competitions: async () => competitions() };
	const running = schedulingNets(deps, EVERY, stop.signal, patience).map((tasks) =>
		runRecurring(tasks, { ...deps, signal: stop.signal, beat: 10 }),
	);
	try {
		await vi.waitFor(check, { timeout: 10_000, interval: 20 });
	} finally {
		stop.abort();
		release?.();
		await Promise.all(running);
	}
}

const kinds = async () => (await recentPasses(pipeline().db)).map(({ kind }) => kind).toSorted();

describe('the nets', () => {
	it('ask the source about every match before they queue anything, then serve what is past due', async () => {
		const { db, queues } = pipeline();
		const calledOff = fixture({ kickoffAt: later(START, -HOUR) });
		const missed = fixture({ kickoffAt: later(START, -HOUR) });
		const [calledOffId = '', missedId = ''] = await storeFixtures(
			db,
			[calledOff, missed],
			later(START, -HOUR * 30),
		);
		const source = sourceOf([
			{ ...calledOff, status: 'postponed' },
			{ ...missed, status: 'live', goals: { home: 0, away: 0 } },
		]);
		await runNets(source, async () =>
			expect(await kinds()).toEqual(['backfill', 'startup', 'stuck_check', 'sweep']),
		);
		const jobs = [calledOffId, missedId].map((matchId) => newJob('analysis', { matchId }));
		expect([...(await queues.inspect(jobs)).keys()]).toEqual([`analysis-${missedId}`]);
		const [startup] = (await recentPasses(db)).filter(({ kind }) => kind === 'startup');
		expect(startup).toMatchObject({ checked: 2, problems: [] });
		// The live poll, which runs beside it, queues it when it is the first to hear of the change.
		expect((startup?.added.analysis ?? 0) + (startup?.alreadyQueued ?? 0)).toBe(1);
	});

	it('assert what is stored when the source is down, say so, and try it again soon', async () => {
		const { db, clock } = pipeline();
		await db.reconcilePass.deleteMany();
		let down = true;
		const healthy = sourceOf([fixture({ kickoffAt: later(START, 10 * HOUR) })]);
		const source = {
			...healthy,
			async listFixtures(id: string) {
				if (down) throw new Error('socket hang up');
				return healthy.listFixtures(id);
			},
		};
		const startup = async () => (await recentPasses(db)).find(({ kind }) => kind === 'startup');
		await runNets(source, async () => {
			expect((await startup())?.problems.join()).toContain(`stored of ${COMPETITION.id}`);
			down = false;
			clock.set(later(clock.now(), 30 * SECOND));
			const newest = (await recentPasses(db)).find(({ kind }) => kind === 'ingest');
			expect(newest?.problems).toEqual([]);
		});
	});

	it('read a competition soon after it was added, and the others when it is their turn', async () => {
		const { db, clock } = pipeline();
		await db.reconcilePass.deleteMany();
		const asked: string[] = [];
		const source = {
			...sourceOf([]),
			async listFixtures(id: string) {
				asked.push(id);
				return { fixtures: [], problems: [] };
			},
		};
		let followed = [COMPETITION.id];
		const competitions = () => followed;
		const added = async () => {
			if (!(await kinds()).includes('startup')) throw new Error('It has not caught up yet.');
			followed = [COMPETITION.id, 'de.1'];
			clock.set(later(clock.now(), 10 * SECOND));
			expect(asked).toEqual([COMPETITION.id, 'de.1']);
		};
		await runNets(source, added, { competitions });
	});

	it('sweep although the source hangs', async () => {
		const { db } = pipeline();
		await db.reconcilePass.deleteMany();
		await storeMatch(pipeline(), { kickoffAt: later(START, 9 * HOUR) });
		const answer = new Promise<never>((_, reject) => {
			release = () => reject(new Error('given up'));
		});
		const source = { ...sourceOf([]), listFixtures: () => answer };
		const swept = async () => {
			const ran = await kinds();
			expect(ran).toContain('sweep');
			expect(ran).not.toContain('startup');
		};
		await runNets(source, swept, { patience: 50 });
		const [sweep] = (await recentPasses(db)).filter(({ kind }) => kind === 'sweep');
		expect(sweep?.checked).toBeGreaterThan(0);
	});

	it('notice that the queues lost their jobs, say so, and put them back', async () => {
		const { db, clock, backend, queues } = pipeline();
		const matchId = await storeMatch(pipeline(), { kickoffAt: later(START, 9 * HOUR) });
		await runNets(sourceOf([]), async () => expect(await db.queueMark.count()).toBe(1));
		await backend.clear();
		clock.set(later(clock.now(), MINUTE));
		await db.reconcilePass.deleteMany();
		await runNets(sourceOf([]), async () => {
			const sweep = (await recentPasses(db)).find(({ kind }) => kind === 'sweep');
			expect(sweep?.problems[0]).toMatch(
				/^Found out: the queues lost their jobs at some time from .* put back\.$/,
			);
		});
		expect(await db.queueLoss.count()).toBe(1);
		expect((await queues.inspect([newJob('analysis', { matchId })])).size).toBe(1);
	});
});
