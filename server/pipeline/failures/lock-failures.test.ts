import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { actDeps, operatorId, storeFailure } from '../../../tests/failures.ts';
import { finishedWith, fixture, START, testPipeline } from '../../../tests/pipeline.ts';
import { after as later, MINUTE } from '../../clock.ts';
import type { Fixture } from '../../football/source.ts';
import { healSettlements } from '../settlement/heal-settlements.ts';
import { storeFixtures } from '../store-fixtures.ts';
import { type ActDeps, actOnNamed } from './act-on-failures.ts';
import { askAgain, settlementsOf } from './ask-again.ts';
import { healNamed } from './heal.ts';

const pipeline = testPipeline();
let deps: ActDeps;
let other: pg.Client;

beforeAll(async () => {
	deps = await actDeps(pipeline());
	other = new pg.Client(pipeline().url);
	await other.connect();
});

afterAll(() => other.end());

/** Settlements that failed; the table and its indexes have the failures from the last in order to the first. */
async function manyFailed(name: string): Promise<Failed> {
	const { db, clock } = pipeline();
	const fixtures = Array.from({ length: 9 }, () => fixture(finishedWith(1, 0)));
	const matchIds = await storeFixtures(db, fixtures, clock.now());
	const ids: string[] = [];
	for (const [place, matchId] of matchIds.entries()) {
		const lastSeenAt = later(START, place * MINUTE);
		ids.push(await storeFailure(pipeline(), { id: `${name} ${9 - place}`, matchId, lastSeenAt }));
	}
	return { fixtures, matchIds, ids };
}

interface Failed {
	fixtures: Fixture[];
	matchIds: string[];
	ids: string[];
}

const now = () => pipeline().clock.now();
const writers: [name: string, write: (failed: Failed) => Promise<unknown>][] = [
	['a settlement', ({ matchIds }) => deps.db.$transaction((tx) => healSettlements(tx, matchIds, now()))],
	['work that is done', ({ ids }) => healNamed(deps.db, ids, now())],
	['a retry', ({ matchIds }) => askAgain(deps.db, { failures: settlementsOf(matchIds), matchIds }, now())],
	[
		'a clear',
		async ({ ids }) =>
			actOnNamed(deps, {
				...{ ids, work: { kind: 'clear', reason: 'no use' } },
				operatorId: await operatorId(pipeline()),
			}),
	],
	[
		'a correction',
		({ fixtures }) => {
			const corrected = fixtures.map((known) => ({ ...known, ...finishedWith(2, 0) }));
			return storeFixtures(deps.db, corrected, now());
		},
	],
];

it.each(writers)(
	'%s locks failures in the order of all others: it holds none while it waits for the first',
	async (name, write) => {
		const failed = await manyFailed(name);
		const [first, ...others] = failed.ids.toSorted();
		await other.query('BEGIN');
		await other.query('SELECT FROM "JobFailure" WHERE id = $1 FOR NO KEY UPDATE', [first]);
		const written = write(failed);
		await vi.waitFor(async () => {
			const { rows } = await other.query(
				`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
			);
			expect(rows).toHaveLength(1);
		});
		const { rows } = await other.query(
			'SELECT FROM "JobFailure" WHERE id = ANY($1) FOR NO KEY UPDATE SKIP LOCKED',
			[others],
		);
		await other.query('ROLLBACK');
		await written;
		expect(rows).toHaveLength(others.length);
	},
);
