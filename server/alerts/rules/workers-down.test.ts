import { beforeEach, describe, expect, it } from 'vitest';
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

describe('a worker that dies over and over', () => {
	beforeEach(() => pipeline().db.workerHeartbeat.deleteMany());

	/** Processes of prediction workers: when each began, in seconds before now, how long it lived, and how it ended. */
	async function processes(lives: { ago: number; lived: number; stopped?: boolean }[]): Promise<string[]> {
		await beatHearts(pipeline());
		for (const { ago, lived, stopped = false } of lives) {
			await pipeline().db.$executeRaw`
				INSERT INTO "WorkerHeartbeat" (id, kind, pid, host, "startedAt", "lastSeenAt", "firstBeatAt", "beatAt", "stoppedAt")
				SELECT gen_random_uuid(), 'prediction', 1, 'host', ${START}, ${START}, began, began + make_interval(secs => ${lived}::float8),
					CASE WHEN ${stopped} THEN ${START}::timestamptz END
				FROM (SELECT now() - make_interval(secs => ${ago}::float8)) AS process (began)`;
		}
		const realClock = new ManualClock(later(START, MINUTE));
		const memory = { since: START.getTime(), samples: new Map() };
		const looked = await readSituation({ ...pipeline(), realClock }, memory);
		return (workersDown.find(looked) ?? []).map(({ subject, message }) => `${subject}: ${message}`);
	}

	const every = (seconds: number, times: number, life: { lived: number; stopped?: boolean }) =>
		Array.from({ length: times }, (_, time) => ({ ago: 30 + seconds * (time + 1), ...life }));

	it('is told, with its log', async () => {
		expect(await processes(every(60, 6, { lived: 5 }))).toEqual([
			'prediction/restarts: The prediction worker has started 7 times within 10 minutes, and died again: its log, prediction.log, tells why.',
		]);
	});

	it('is told also when it ends by itself each time', async () => {
		expect(await processes(every(60, 6, { lived: 5, stopped: true }))).toHaveLength(1);
	});

	it.each([
		['a deployment of three workers, twice, one after the other', every(20, 6, { lived: 90, stopped: true })],
		['several that began together', Array.from({ length: 8 }, () => ({ ago: 120, lived: 120 }))],
		[
			'several that lost the database together for a while',
			[
				...Array.from({ length: 5 }, () => ({ ago: 120, lived: 10 })),
				...Array.from({ length: 5 }, () => ({ ago: 80, lived: 80 })),
			],
		],
		[
			'one that died some time ago',
			every(60, 6, { lived: 5 }).map((life) => ({ ...life, ago: life.ago + 600 })),
		],
		['one that died three times', every(60, 3, { lived: 5 })],
	])('is not %s', async (_, lives) => {
		expect(await processes(lives)).toEqual([]);
	});
});

it('tells those that never were, and what cannot be known', () => {
	const workers = [{ ...worker('settlement', 0), lastSeenAt: null, lastBeatAt: null }];
	const [alert] = found({ workers, queued: null, watchedFor: 15_000 }) ?? [];
	expect(alert?.message).toMatch(/^No settlement worker has ever been alive: what waits .* cannot be told/);
});
