import { expect, it } from 'vitest';
import { ManualClock } from '../../../tests/manual-clock.ts';
import { beatHearts, START, storeMatch, testPipeline } from '../../../tests/pipeline.ts';
import { after as later, MINUTE } from '../../clock.ts';
import { runPass } from '../../pipeline/passes.ts';
import { readSituation } from '../situation.ts';
import { queued, situation, worker } from './situation.fixture.ts';
import { workersDown } from './workers-down.ts';

const pipeline = testPipeline();

const down = [worker('scheduling'), worker('prediction', 0), worker('settlement')];
const found = (overrides: Parameters<typeof situation>[0]) => workersDown.find(situation(overrides));

it('says since when, and which matches wait', async () => {
	for (const minutes of [40, 60, 300])
		await storeMatch(pipeline(), { kickoffAt: later(START, minutes * MINUTE) });
	await runPass(pipeline(), 'sweep');
	await beatHearts(pipeline(), ['scheduling', 'settlement']);
	const realClock = new ManualClock(START);
	const looked = await readSituation({ ...pipeline(), realClock }, { since: 0, samples: new Map() });
	expect(workersDown.find(looked)).toMatchObject([
		{
			subject: 'prediction',
			severity: 'critical',
			message:
				'No prediction worker has ever been alive: 2 matches within 2 h of kick-off, or after it, wait for it. Start it again; its log, prediction.log, tells why it went.',
		},
	]);
	expect(found({ workers: down, queued: queued() })?.[0]?.message).toMatch(
		/^No prediction worker has been alive since 12:00 UTC on 2025-03-01: no match within 2 h of kick-off waits for it yet\./,
	);
});

it.each([
	['all are alive', {}],
	['the watch has just begun, as at a start', { workers: down, watchedFor: 14_999 }],
	['one of two is alive', { workers: [worker('scheduling'), worker('prediction', 1), worker('settlement')] }],
])('is silent when %s', (_, overrides) => {
	expect(found(overrides)).toEqual([]);
});

it('tells those that never were, and what cannot be known', () => {
	const workers = [{ ...worker('settlement', 0), lastSeenAt: null, lastBeatAt: null }];
	const [alert] = found({ workers, queued: null, watchedFor: 15_000 }) ?? [];
	expect(alert?.message).toMatch(/^No settlement worker has ever been alive: what waits .* cannot be told/);
});
