import { beforeAll, describe, expect, it } from 'vitest';
import { matchAnalysisContent } from '../../server/pipeline/analysis.ts';
import {
	quotas,
	scorePrediction,
	scoreThatCounts,
	type Tendency,
	tendencyOf,
} from '../../server/pipeline/scoring.ts';
import { testDatabase } from '../../tests/database.ts';
import { START } from '../../tests/pipeline.ts';
import { fillDatabase } from './fill-database.ts';

const database = testDatabase();
const MATCHES = 120;

/** What hangs on the table of predictions, which the filling takes off and puts back. */
function definitions(): Promise<{ name: string; definition: string }[]> {
	return database.db.$queryRaw`
		SELECT conname::text AS name, pg_get_constraintdef(oid) || ' ' || convalidated AS definition FROM pg_constraint
		WHERE conrelid = '"Prediction"'::regclass
		UNION ALL SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = '"Prediction"'::regclass
		ORDER BY name`;
}

let before: unknown;
let filled: Awaited<ReturnType<typeof fillDatabase>>;

beforeAll(async () => {
	before = await definitions();
	filled = await fillDatabase(database.db, { matches: MATCHES, seed: 1, now: START });
}, 60_000);

describe('a filled database', () => {
	it('has the matches that were asked for, some of each kind, and the predictions of all models where nothing failed', async () => {
		const { db } = database;
		expect(filled).toEqual({ matches: MATCHES, predictions: await db.prediction.count() });
		expect(await db.match.count()).toBe(MATCHES);
		const over = await db.match.findMany({
			where: { status: 'finished', failures: { none: {} } },
			select: { _count: { select: { predictions: true } } },
		});
		expect(over.length).toBeGreaterThan(50);
		expect(new Set(over.map(({ _count }) => _count.predictions))).toEqual(new Set([42]));
		const kinds = await db.match.groupBy({ by: ['status'], _count: true });
		expect(kinds.map(({ status }) => status).sort()).toEqual(
			expect.arrayContaining(['finished', 'live', 'postponed', 'scheduled']),
		);
		expect(
			await db.match.count({ where: { kickoffAt: { gt: START }, status: 'scheduled' } }),
		).toBeGreaterThan(30);
	});

	it('has every constraint and index that it had', async () => {
		expect(await definitions()).toEqual(before);
	});

	it('gives the points that scoring.ts gives', async () => {
		const settlements = await database.db.settlement.findMany({
			include: { match: true, predictions: true },
			orderBy: [{ matchId: 'asc' }, { revision: 'desc' }],
			distinct: ['matchId'],
		});
		expect(settlements.length).toBeGreaterThan(50);
		for (const { match, predictions, ...settlement } of settlements) {
			const {
				homeScore: home,
				awayScore: away,
				scoreCounts,
				bonusRule,
				quotaHome,
				quotaDraw,
				quotaAway,
			} = settlement;
			expect(scoreThatCounts(match, scoreCounts)).toEqual({ home, away });
			expect(predictions).toHaveLength(settlement.predictionsScored);
			const onTime = predictions.filter(({ retroactive }) => !retroactive);
			const counts: Record<Tendency, number> = { home: 0, draw: 0, away: 0 };
			for (const { homeGoals, awayGoals } of onTime.length > 0 ? onTime : predictions) {
				counts[tendencyOf({ home: homeGoals, away: awayGoals })]++;
			}
			const expected = quotas(counts, { min: 2, max: 6 });
			expect({ home: quotaHome, draw: quotaDraw, away: quotaAway }).toEqual(expected);
			for (const { homeGoals, awayGoals, ...prediction } of predictions) {
				expect(prediction).toMatchObject(
					scorePrediction(
						{ home: homeGoals, away: awayGoals },
						{ home, away },
						expected,
						bonusRule ?? 'additive',
					),
				);
			}
		}
	});

	it('leaves no page empty', async () => {
		const { db } = database;
		const rows = {
			lateOnes: await db.prediction.count({ where: { retroactive: true } }),
			lineups: await db.lineup.count({ where: { unavailableReason: null } }),
			openFailures: await db.jobFailure.count({ where: { resolvedAt: null } }),
			causes: (await db.jobFailure.groupBy({ by: ['fingerprint'] })).length,
			resolvedFailures: await db.jobFailure.count({ where: { resolution: 'healed' } }),
			actions: await db.failureAction.count(),
			backfills: await db.backfillRun.count(),
			openAlerts: await db.alert.count({ where: { closedAt: null } }),
			pastAlerts: await db.alert.count({ where: { closedAt: { not: null } } }),
			deliveries: await db.alertDelivery.count(),
			snapshots: await db.coverageSnapshot.count(),
			serviceDays: await db.serviceDay.count(),
			calls: await db.modelCalls.count(),
			passes: await db.reconcilePass.count(),
			heartbeats: await db.workerHeartbeat.count(),
			jobsEnded: await db.jobsEnded.count(),
			points: await db.modelPoints.count(),
			operatorActions: await db.operatorAction.count(),
		};
		expect(Object.entries(rows).filter(([, count]) => count < 2)).toEqual([]);
	});

	it('has its points added up', async () => {
		expect(await database.db.pointsChange.count()).toBe(0);
	});

	it('stores analyses that can be read', async () => {
		const analyses = await database.db.matchAnalysis.findMany({ where: { unavailableReason: null } });
		expect(analyses.length).toBeGreaterThan(50);
		expect(() => analyses.map(({ content }) => matchAnalysisContent.parse(content))).not.toThrow();
	});

	it('is left alone by a second filling', async () => {
		await expect(fillDatabase(database.db, { matches: 1, seed: 2, now: START })).rejects.toThrow(
			/holds matches already.*DATABASE_URL/,
		);
		expect(await database.db.match.count()).toBe(MATCHES);
	});
});

describe('one match', () => {
	const other = testDatabase();

	it('is enough, and the same seed invents the same', async () => {
		expect(await fillDatabase(other.db, { matches: 1, seed: 1, now: START })).toMatchObject({ matches: 1 });
		const [first] = await other.db.match.findMany({ include: { homeTeam: true } });
		expect(await database.db.match.findUnique({ where: { id: first?.id } })).toMatchObject({
			competitionId: first?.competitionId,
			homeTeamId: first?.homeTeamId,
		});
	}, 60_000);
});
