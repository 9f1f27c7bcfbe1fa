import { beforeEach, expect, it } from 'vitest';
import { storeFailure } from '../../../tests/failures.ts';
import { ManualClock } from '../../../tests/manual-clock.ts';
import { START, storeMatch, testPipeline } from '../../../tests/pipeline.ts';
import { DAY, after as later } from '../../clock.ts';
import { readSituation } from '../situation.ts';
import { failuresOfOneCause } from './failures-of-one-cause.ts';
import { situation } from './situation.fixture.ts';

const pipeline = testPipeline();

beforeEach(() => pipeline().db.jobFailure.deleteMany());

async function fail(times: number, data: Partial<Parameters<typeof storeFailure>[1]> = {}) {
	for (let time = 0; time < times; time++) {
		await storeFailure(pipeline(), { matchId: await storeMatch(pipeline()), ...data });
	}
}

async function found() {
	const deps = { ...pipeline(), realClock: new ManualClock(START) };
	const read = await readSituation(deps, { since: START.getTime(), samples: new Map() });
	return failuresOfOneCause.find(read) ?? [];
}

it('is ten open failures of a stage with one cause', async () => {
	await fail(9);
	expect(await found()).toEqual([]);
	await fail(1);
	expect(await found()).toMatchObject([
		{
			level: 1,
			subject: expect.stringMatching(/^settlement\/\w{16}$/),
			message: expect.stringMatching(/^10 failures of the settlement have one cause: No prediction/),
		},
	]);
});

it('names the cause where it was known', async () => {
	await fail(10, { cause: 'The prediction worker was down.' });
	expect((await found())[0]?.message).toContain('have one cause: The prediction worker was down. See');
});

it('is none of other causes, of the day before, or that are resolved', async () => {
	await fail(9);
	await fail(9, { cause: 'The prediction worker was down.' });
	await fail(5, { lastSeenAt: later(START, -DAY) });
	await fail(5, { resolvedAt: START, resolution: 'healed' });
	await fail(5, { stage: 'analysis' });
	expect(await found()).toEqual([]);
});

it.each([
	[99, 1],
	[100, 2],
	[999, 2],
	[1_000, 3],
])('%i are of level %i', (failures, level) => {
	const failed = [
		{ stage: 'predictions' as const, what: 'it', cause: null, failures, example: 'It failed.' },
	];
	expect(failuresOfOneCause.find(situation({ failures: failed }))).toMatchObject([{ level }]);
});
