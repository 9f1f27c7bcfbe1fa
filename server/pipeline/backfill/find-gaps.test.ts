import { beforeEach, describe, expect, it } from 'vitest';
import {
	endLineups,
	finishedWith,
	START,
	storeAnalysis,
	storeMatch,
	storePrediction,
	testStore,
} from '../../../tests/pipeline.ts';
import { DAY, HOUR, after as later } from '../../clock.ts';
import { claimedByBackfill } from '../claims.ts';
import { recordFailure } from '../failures.ts';
import { kickingOff } from '../match-condition.ts';
import { findGaps, type Gap } from './find-gaps.ts';

const store = testStore();
const KICKOFF = later(START, -2 * DAY);

beforeEach(async () => {
	await store().db.match.deleteMany();
	await store().db.model.updateMany({ data: { enabled: false } });
	await store().db.model.updateMany({
		where: { id: { in: ['deepseek-r1', 'llama-4-scout', 'deepseek-v3.1'] } },
		data: { enabled: true },
	});
});

function gaps(retroactive = false): Promise<Gap[]> {
	const { db, clock, windows } = store();
	const claimed = claimedByBackfill(clock.now(), windows);
	return findGaps(db, kickingOff(later(START, -7 * DAY), START), { claimed, most: 10, retroactive });
}

const history = (kickoffAt = KICKOFF) => storeMatch(store(), { kickoffAt, ...finishedWith(1, 0) });

async function failCall(matchId: string, modelId: string): Promise<void> {
	const work = { stage: 'predictions', matchId, modelId } as const;
	const failure = { job: 'model-call', payload: {}, permanent: true, stalled: false, attempts: 1 } as const;
	await recordFailure(store().db, work, { ...failure, error: new Error('refused') }, START);
}

describe('findGaps', () => {
	it('tells which models are missing, and which stage is the first that is', async () => {
		const bare = await history(later(KICKOFF, 3 * HOUR));
		const analysed = await history(later(KICKOFF, 2 * HOUR));
		const ready = await history(later(KICKOFF, HOUR));
		const served = await history();
		for (const id of [analysed, ready]) await storeAnalysis(store(), id, START);
		await endLineups(store(), ready);
		await storePrediction(store(), ready, { modelId: 'deepseek-r1', madeAt: later(KICKOFF, -HOUR) });
		for (const modelId of ['deepseek-r1', 'llama-4-scout', 'deepseek-v3.1']) {
			await storePrediction(store(), served, { modelId, madeAt: later(KICKOFF, -HOUR) });
		}

		const all = ['deepseek-r1', 'deepseek-v3.1', 'llama-4-scout'];
		expect(await gaps()).toMatchObject([
			{ matchId: bare, firstMissing: 'analysis', missing: all },
			{ matchId: analysed, firstMissing: 'lineups', missing: all },
			{ matchId: ready, firstMissing: 'predictions', missing: ['deepseek-v3.1', 'llama-4-scout'] },
		]);
	});

	it('does not ask about models that are not enabled, nor matches outside the time', async () => {
		await history(later(START, -8 * DAY));
		await history(START);
		const inside = await history();
		await store().db.model.update({ where: { id: 'deepseek-r1' }, data: { enabled: false } });
		expect(await gaps()).toMatchObject([{ matchId: inside, missing: ['deepseek-v3.1', 'llama-4-scout'] }]);
	});

	it('tells failed and cleared calls apart, and failures of a stage', async () => {
		const matchId = await history();
		await failCall(matchId, 'deepseek-r1');
		await failCall(matchId, 'llama-4-scout');
		await store().db.jobFailure.updateMany({
			where: { modelId: 'llama-4-scout' },
			data: { resolvedAt: START, resolution: 'cleared', clearedBecause: 'it costs too much' },
		});
		expect(await gaps()).toMatchObject([
			{ failed: ['deepseek-r1'], cleared: ['llama-4-scout'], stageFailed: false },
		]);
		const work = { stage: 'analysis', matchId, modelId: null } as const;
		const failure = { job: 'analysis', payload: {}, permanent: true, stalled: false, attempts: 5 } as const;
		await recordFailure(store().db, work, { ...failure, error: new Error('no data') }, START);
		expect(await gaps()).toMatchObject([{ stageFailed: true }]);
	});

	it('finds retroactive predictions when they are asked for', async () => {
		const matchId = await history();
		for (const modelId of ['deepseek-r1', 'llama-4-scout', 'deepseek-v3.1']) {
			const hours = modelId === 'deepseek-r1' ? 1 : -1;
			await storePrediction(store(), matchId, { modelId, madeAt: later(KICKOFF, hours * HOUR) });
		}
		expect(await gaps()).toEqual([]);
		expect(await gaps(true)).toMatchObject([{ matchId, missing: [], retroactive: ['deepseek-r1'] }]);
	});

	it('tells which of them the pipeline looks after by itself', async () => {
		const known = later(KICKOFF, HOUR);
		store().clock.set(later(KICKOFF, -DAY));
		const ours = await storeMatch(store(), { kickoffAt: known, ...finishedWith(1, 0) });
		store().clock.set(START);
		const history_ = await history();
		expect((await gaps()).map(({ matchId, claimed }) => [matchId, claimed])).toEqual([
			[ours, true],
			[history_, expect.any(Boolean)],
		]);
	});
});
