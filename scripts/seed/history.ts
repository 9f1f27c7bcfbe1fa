import type { Transaction } from '../../server/db.ts';
import { ages } from '../../server/history/ages.ts';
import type { CoveragePoint } from '../../server/history/coverage-history.ts';

/** Stores how the service was: coverage over time, days of service, and the calls of the models, each as detailed as its age has it. */
export async function storeHistory(tx: Transaction, now: Date): Promise<void> {
	await storeCoverage(tx, now);
	await storeServiceDays(tx);
	await storeModelCalls(tx, now);
}

/** By the minute, the hour and the day, of two years at most. Every ninth day is one on which something went wrong. */
async function storeCoverage(tx: Transaction, now: Date): Promise<void> {
	const { hoursBefore, daysBefore } = ages(now);
	const count = { matches: 0, covered: 0 };
	const byStage: CoveragePoint['byStage'] = {
		analysis: count,
		lineups: count,
		predictions: count,
		live: count,
		settlement: count,
	};
	await tx.$executeRaw`
		INSERT INTO "CoverageSnapshot" (id, at, "windowHours", matches, covered, "atRisk", "byStage")
		SELECT pg_temp.id('coverage/' || extract(epoch FROM at)), at, 48, matches, matches - lost, lost,
			(SELECT jsonb_object_agg(stage, jsonb_build_object('matches', matches,
				'covered', CASE WHEN stage IN ('analysis', 'predictions') THEN matches - lost ELSE matches END))
			FROM jsonb_object_keys(${JSON.stringify(byStage)}::jsonb) stage)
		FROM (
			SELECT generate_series(${hoursBefore}::timestamptz, ${now}::timestamptz, '1 min') AS at
			UNION ALL SELECT generate_series(${daysBefore}::timestamptz, ${hoursBefore}::timestamptz - interval '1 s', '1 hour')
			UNION ALL SELECT generate_series(greatest(${daysBefore}::timestamptz - interval '2 years', first.at), ${daysBefore}::timestamptz - interval '1 s', '1 day')
			FROM (SELECT date_trunc('day', min("kickoffAt")) AS at FROM match_draft) first
		) times
		CROSS JOIN LATERAL (SELECT 14 + round(8 * sin(extract(epoch FROM at) / 86400))::int AS matches,
			extract(doy FROM at)::int % 9 = 4 AND extract(hour FROM at)::int % 8 = 3 AS bad) day
		CROSS JOIN LATERAL (SELECT CASE WHEN bad THEN 1 + matches / 6 ELSE 0 END AS lost) gap`;
}

async function storeServiceDays(tx: Transaction): Promise<void> {
	await tx.$executeRaw`
		INSERT INTO "ServiceDay" (day, "competitionId", matches, served, "marginP50", "marginP5")
		SELECT ("kickoffAt" AT TIME ZONE 'UTC')::date, "competitionId", count(*), count(margin),
			percentile_cont(0.5) WITHIN GROUP (ORDER BY margin), percentile_cont(0.05) WITHIN GROUP (ORDER BY margin)
		FROM match_draft LEFT JOIN tally_draft USING (place, number)
		CROSS JOIN (SELECT count(*) AS wanted FROM model_draft) models
		CROSS JOIN LATERAL (SELECT CASE WHEN "onTime" = wanted THEN extract(epoch FROM "kickoffAt" - "lastMadeAt")::float8 END AS margin) served
		WHERE status IN ('finished', 'live')
		GROUP BY 1, 2`;
}

/** Beside each prediction's call, those of every seventh minute, hour or day that came to nothing. */
async function storeModelCalls(tx: Transaction, now: Date): Promise<void> {
	const { hoursBefore, daysBefore } = ages(now);
	await tx.$executeRaw`
		WITH answered AS (
			SELECT CASE WHEN "madeAt" >= ${hoursBefore} THEN date_trunc('minute', "madeAt")
				WHEN "madeAt" >= ${daysBefore} THEN date_trunc('hour', "madeAt", 'UTC') ELSE date_trunc('day', "madeAt", 'UTC') END AS at,
				model, count(*)::int AS calls
			FROM prediction_draft GROUP BY 1, 2
		)
		INSERT INTO "ModelCalls" (at, "modelId", outcome, calls, "promptTokens", "completionTokens", "costUsd", "latencyMs")
		SELECT at, model.id, outcome.kind::"ModelCallOutcome", outcome.calls, outcome.calls * 700, outcome.calls * outcome.tokens,
			outcome.calls * (700 * "usdPerMillionPromptTokens" + outcome.tokens * "usdPerMillionCompletionTokens") / 1e6,
			outcome.calls * (600 + model.number * 90 + 3000 * reasoning::int)
		FROM answered JOIN model_draft model ON model.number = answered.model
		CROSS JOIN LATERAL (
			SELECT 'answered' AS kind, answered.calls, CASE WHEN reasoning THEN 950 ELSE 60 END AS tokens
			UNION ALL SELECT (ARRAY['failed', 'rate_limited', 'unusable', 'refused'])[1 + model.number % 4], 1 + answered.calls / 8, 0
			WHERE (extract(epoch FROM at)::bigint / 60 + model.number) % 7 = 0
		) outcome
		ORDER BY at`;
}
