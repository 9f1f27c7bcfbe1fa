-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "MatchStatus" AS ENUM ('scheduled', 'live', 'finished', 'postponed', 'cancelled', 'abandoned', 'awarded');

-- CreateEnum
CREATE TYPE "ScoreCounts" AS ENUM ('ninety_minutes', 'after_extra_time');

-- CreateEnum
CREATE TYPE "BonusRule" AS ENUM ('additive', 'alternative');

-- CreateEnum
CREATE TYPE "Stage" AS ENUM ('analysis', 'lineups', 'predictions', 'live', 'settlement');

-- CreateEnum
CREATE TYPE "FailureCategory" AS ENUM ('transient', 'rate_limited', 'permanent', 'predictions_missing', 'stalled');

-- CreateEnum
CREATE TYPE "FailureResolution" AS ENUM ('healed', 'cleared');

-- CreateEnum
CREATE TYPE "SourceKind" AS ENUM ('openfootball', 'simulated');

-- CreateEnum
CREATE TYPE "WorkerKind" AS ENUM ('scheduling', 'prediction', 'settlement');

-- CreateTable
CREATE TABLE "Competition" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "scoreCounts" "ScoreCounts" NOT NULL DEFAULT 'ninety_minutes',
    "bonusRule" "BonusRule" NOT NULL DEFAULT 'additive',
    "quotaMin" SMALLINT NOT NULL DEFAULT 2,
    "quotaMax" SMALLINT NOT NULL DEFAULT 6,

    CONSTRAINT "Competition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Team" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Match" (
    "id" TEXT NOT NULL,
    "sourceKey" TEXT NOT NULL,
    "competitionId" TEXT NOT NULL,
    "season" TEXT NOT NULL,
    "round" TEXT NOT NULL,
    "homeTeamId" TEXT NOT NULL,
    "awayTeamId" TEXT NOT NULL,
    "kickoffAt" TIMESTAMPTZ(3) NOT NULL,
    "kickoffConfirmed" BOOLEAN NOT NULL,
    "status" "MatchStatus" NOT NULL,
    "minute" SMALLINT,
    "homeGoals" SMALLINT,
    "awayGoals" SMALLINT,
    "homeFullTime" SMALLINT,
    "awayFullTime" SMALLINT,
    "homeExtraTime" SMALLINT,
    "awayExtraTime" SMALLINT,
    "ingestedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Match_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MatchAnalysis" (
    "matchId" TEXT NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "asOf" TIMESTAMPTZ(3) NOT NULL,
    "content" JSONB,
    "unavailableReason" TEXT,

    CONSTRAINT "MatchAnalysis_pkey" PRIMARY KEY ("matchId")
);

-- CreateTable
CREATE TABLE "Lineup" (
    "matchId" TEXT NOT NULL,
    "fetchedAt" TIMESTAMPTZ(3) NOT NULL,
    "home" JSONB,
    "away" JSONB,
    "unavailableReason" TEXT,

    CONSTRAINT "Lineup_pkey" PRIMARY KEY ("matchId")
);

-- CreateTable
CREATE TABLE "Prompt" (
    "id" TEXT NOT NULL,
    "matchId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Prompt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Model" (
    "id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "providerModel" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "reasoning" BOOLEAN NOT NULL,
    "usdPerMillionPromptTokens" DOUBLE PRECISION NOT NULL,
    "usdPerMillionCompletionTokens" DOUBLE PRECISION NOT NULL,
    "timeoutMs" INTEGER,
    "fallbackId" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Model_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Prediction" (
    "id" TEXT NOT NULL,
    "matchId" TEXT NOT NULL,
    "modelId" TEXT NOT NULL,
    "promptId" TEXT NOT NULL,
    "homeGoals" SMALLINT NOT NULL,
    "awayGoals" SMALLINT NOT NULL,
    "homeProbability" DOUBLE PRECISION,
    "drawProbability" DOUBLE PRECISION,
    "awayProbability" DOUBLE PRECISION,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "kickoffAt" TIMESTAMPTZ(3) NOT NULL,
    "retroactive" BOOLEAN NOT NULL GENERATED ALWAYS AS ("madeAt" >= "kickoffAt") STORED,
    "reply" TEXT NOT NULL,
    "servedBy" TEXT NOT NULL,
    "latencyMs" INTEGER NOT NULL,
    "promptTokens" INTEGER,
    "completionTokens" INTEGER,
    "costUsd" DOUBLE PRECISION,
    "tendencyPoints" SMALLINT,
    "goalDifferenceBonus" SMALLINT,
    "exactScoreBonus" SMALLINT,
    "points" SMALLINT,
    "brier" DOUBLE PRECISION,
    "rankedProbability" DOUBLE PRECISION,
    "logLoss" DOUBLE PRECISION,
    "settlementId" TEXT,

    CONSTRAINT "Prediction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Settlement" (
    "id" TEXT NOT NULL,
    "matchId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "settledAt" TIMESTAMPTZ(3) NOT NULL,
    "homeScore" SMALLINT NOT NULL,
    "awayScore" SMALLINT NOT NULL,
    "scoreCounts" "ScoreCounts" NOT NULL,
    "predictionsScored" INTEGER NOT NULL,
    "predictionsCounted" INTEGER NOT NULL,
    "quotaHome" SMALLINT,
    "quotaDraw" SMALLINT,
    "quotaAway" SMALLINT,
    "nothingToSettleReason" TEXT,

    CONSTRAINT "Settlement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JobFailure" (
    "id" TEXT NOT NULL,
    "stage" "Stage" NOT NULL,
    "matchId" TEXT NOT NULL,
    "modelId" TEXT,
    "category" "FailureCategory" NOT NULL,
    "message" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "occurrences" INTEGER NOT NULL DEFAULT 1,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "retryRequestedAt" TIMESTAMPTZ(3),
    "resolvedAt" TIMESTAMPTZ(3),
    "resolution" "FailureResolution",

    CONSTRAINT "JobFailure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CoverageSnapshot" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "windowHours" INTEGER NOT NULL,
    "matches" INTEGER NOT NULL,
    "covered" INTEGER NOT NULL,
    "byStage" JSONB NOT NULL,

    CONSTRAINT "CoverageSnapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkerHeartbeat" (
    "id" TEXT NOT NULL,
    "kind" "WorkerKind" NOT NULL,
    "pid" INTEGER NOT NULL,
    "host" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "beatAt" TIMESTAMPTZ(3) NOT NULL,
    "stoppedAt" TIMESTAMPTZ(3),

    CONSTRAINT "WorkerHeartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Operator" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,

    CONSTRAINT "Operator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "tokenHash" TEXT NOT NULL,
    "operatorId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "tokenHash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "operatorId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "OperatorAction" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "operatorId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "OperatorAction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Replay" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "competitionId" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "source" "SourceKind" NOT NULL,
    "location" TEXT,
    "seed" INTEGER,
    "speed" DOUBLE PRECISION NOT NULL,
    "virtualAt" TIMESTAMPTZ(3) NOT NULL,
    "realAt" TIMESTAMPTZ(3) NOT NULL,
    "pace" DOUBLE PRECISION NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Replay_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Team_name_key" ON "Team"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Match_sourceKey_key" ON "Match"("sourceKey");

-- CreateIndex
CREATE INDEX "Match_status_kickoffAt_idx" ON "Match"("status", "kickoffAt");

-- CreateIndex
CREATE INDEX "Match_kickoffAt_idx" ON "Match"("kickoffAt");

-- CreateIndex
CREATE INDEX "Match_competitionId_season_kickoffAt_idx" ON "Match"("competitionId", "season", "kickoffAt");

-- CreateIndex
CREATE INDEX "Match_homeTeamId_kickoffAt_idx" ON "Match"("homeTeamId", "kickoffAt");

-- CreateIndex
CREATE INDEX "Match_awayTeamId_kickoffAt_idx" ON "Match"("awayTeamId", "kickoffAt");

-- CreateIndex
CREATE UNIQUE INDEX "Prompt_matchId_sha256_key" ON "Prompt"("matchId", "sha256");

-- CreateIndex
CREATE INDEX "Prediction_modelId_madeAt_idx" ON "Prediction"("modelId", "madeAt");

-- CreateIndex
CREATE UNIQUE INDEX "Prediction_matchId_modelId_key" ON "Prediction"("matchId", "modelId");

-- CreateIndex
CREATE UNIQUE INDEX "Settlement_matchId_revision_key" ON "Settlement"("matchId", "revision");

-- CreateIndex
CREATE INDEX "JobFailure_resolvedAt_lastSeenAt_idx" ON "JobFailure"("resolvedAt", "lastSeenAt");

-- CreateIndex
CREATE INDEX "JobFailure_matchId_idx" ON "JobFailure"("matchId");

-- CreateIndex
CREATE UNIQUE INDEX "CoverageSnapshot_at_key" ON "CoverageSnapshot"("at");

-- CreateIndex
CREATE INDEX "WorkerHeartbeat_kind_lastSeenAt_idx" ON "WorkerHeartbeat"("kind", "lastSeenAt");

-- CreateIndex
CREATE UNIQUE INDEX "Operator_name_key" ON "Operator"("name");

-- CreateIndex
CREATE INDEX "OperatorAction_at_idx" ON "OperatorAction"("at");

-- AddForeignKey
ALTER TABLE "Match" ADD CONSTRAINT "Match_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Match" ADD CONSTRAINT "Match_homeTeamId_fkey" FOREIGN KEY ("homeTeamId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Match" ADD CONSTRAINT "Match_awayTeamId_fkey" FOREIGN KEY ("awayTeamId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MatchAnalysis" ADD CONSTRAINT "MatchAnalysis_matchId_fkey" FOREIGN KEY ("matchId") REFERENCES "Match"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lineup" ADD CONSTRAINT "Lineup_matchId_fkey" FOREIGN KEY ("matchId") REFERENCES "Match"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Prompt" ADD CONSTRAINT "Prompt_matchId_fkey" FOREIGN KEY ("matchId") REFERENCES "Match"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Prediction" ADD CONSTRAINT "Prediction_matchId_fkey" FOREIGN KEY ("matchId") REFERENCES "Match"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Prediction" ADD CONSTRAINT "Prediction_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "Model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Prediction" ADD CONSTRAINT "Prediction_promptId_fkey" FOREIGN KEY ("promptId") REFERENCES "Prompt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Prediction" ADD CONSTRAINT "Prediction_settlementId_fkey" FOREIGN KEY ("settlementId") REFERENCES "Settlement"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Settlement" ADD CONSTRAINT "Settlement_matchId_fkey" FOREIGN KEY ("matchId") REFERENCES "Match"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JobFailure" ADD CONSTRAINT "JobFailure_matchId_fkey" FOREIGN KEY ("matchId") REFERENCES "Match"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JobFailure" ADD CONSTRAINT "JobFailure_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "Model"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "Operator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "Operator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OperatorAction" ADD CONSTRAINT "OperatorAction_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "Operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------
-- From here on: what schema.prisma cannot say. Above, by hand too: Prediction.retroactive is generated.
-- A CHECK holds when it is NULL, so each one rules on NULLs where they matter.

ALTER TABLE "Competition"
	-- The quota rule needs a tendency point of at least 1, so that 0 means "wrong tendency".
	ADD CONSTRAINT "Competition_quota_range" CHECK (1 <= "quotaMin" AND "quotaMin" <= "quotaMax");

ALTER TABLE "Match"
	ADD CONSTRAINT "Match_two_teams" CHECK ("homeTeamId" <> "awayTeamId"),
	ADD CONSTRAINT "Match_finished_has_score" CHECK (
		"status" <> 'finished' OR num_nulls("homeFullTime", "awayFullTime", "homeGoals", "awayGoals") = 0
	),
	ADD CONSTRAINT "Match_goals_in_pairs" CHECK (
		num_nulls("homeGoals", "awayGoals") <> 1
		AND num_nulls("homeFullTime", "awayFullTime") <> 1
		AND num_nulls("homeExtraTime", "awayExtraTime") <> 1
	),
	ADD CONSTRAINT "Match_goals_range" CHECK (
		"homeGoals" BETWEEN 0 AND 99 AND "awayGoals" BETWEEN 0 AND 99
		AND "homeFullTime" BETWEEN 0 AND 99 AND "awayFullTime" BETWEEN 0 AND 99
		AND "homeExtraTime" BETWEEN 0 AND 99 AND "awayExtraTime" BETWEEN 0 AND 99
	);

ALTER TABLE "MatchAnalysis"
	ADD CONSTRAINT "MatchAnalysis_content_or_reason" CHECK (num_nonnulls("content", "unavailableReason") = 1);

ALTER TABLE "Lineup"
	ADD CONSTRAINT "Lineup_both_or_none" CHECK (num_nulls("home", "away") <> 1),
	ADD CONSTRAINT "Lineup_lineups_or_reason" CHECK (num_nonnulls("home", "unavailableReason") = 1);

ALTER TABLE "Model"
	ADD CONSTRAINT "Model_prices" CHECK (
		"usdPerMillionPromptTokens" >= 0 AND "usdPerMillionCompletionTokens" >= 0
	);

ALTER TABLE "Prediction"
	ADD CONSTRAINT "Prediction_goals_range" CHECK ("homeGoals" BETWEEN 0 AND 20 AND "awayGoals" BETWEEN 0 AND 20),
	-- All three or none, each a probability, together 1 (the tolerance is for rounding only).
	ADD CONSTRAINT "Prediction_probabilities" CHECK (
		num_nonnulls("homeProbability", "drawProbability", "awayProbability") = 0
		OR (
			num_nonnulls("homeProbability", "drawProbability", "awayProbability") = 3
			AND "homeProbability" BETWEEN 0 AND 1
			AND "drawProbability" BETWEEN 0 AND 1
			AND "awayProbability" BETWEEN 0 AND 1
			AND abs("homeProbability" + "drawProbability" + "awayProbability" - 1) <= 0.02
		)
	),
	-- A prediction is scored entirely, by one settlement, or not at all.
	ADD CONSTRAINT "Prediction_scored_as_one" CHECK (
		num_nonnulls("tendencyPoints", "goalDifferenceBonus", "exactScoreBonus", "points", "settlementId") IN (0, 5)
	),
	-- A NULL here means "not scored", which the constraint above rules on.
	ADD CONSTRAINT "Prediction_points" CHECK (
		"points" = "tendencyPoints" + "goalDifferenceBonus" + "exactScoreBonus"
		AND "tendencyPoints" >= 0
		AND "goalDifferenceBonus" IN (0, 1)
		AND "exactScoreBonus" IN (0, 3)
		AND ("tendencyPoints" > 0 OR "points" = 0)
	),
	-- Forecast scores exist exactly for scored predictions with probabilities.
	ADD CONSTRAINT "Prediction_forecast_scores" CHECK (
		num_nonnulls("brier", "rankedProbability", "logLoss")
			= CASE WHEN "points" IS NULL OR "homeProbability" IS NULL THEN 0 ELSE 3 END
	),
	ADD CONSTRAINT "Prediction_forecast_score_ranges" CHECK (
		"brier" >= 0 AND "rankedProbability" >= 0 AND "logLoss" >= 0
	);

ALTER TABLE "Settlement"
	ADD CONSTRAINT "Settlement_revision" CHECK ("revision" >= 1),
	ADD CONSTRAINT "Settlement_score" CHECK ("homeScore" >= 0 AND "awayScore" >= 0),
	-- Either something was scored, with the quotas used, or there is the reason why nothing was.
	ADD CONSTRAINT "Settlement_scored_or_reason" CHECK (
		CASE WHEN "nothingToSettleReason" IS NULL
			THEN num_nonnulls("quotaHome", "quotaDraw", "quotaAway") = 3
				AND "quotaHome" >= 1 AND "quotaDraw" >= 1 AND "quotaAway" >= 1
				AND 1 <= "predictionsCounted" AND "predictionsCounted" <= "predictionsScored"
			ELSE num_nonnulls("quotaHome", "quotaDraw", "quotaAway") = 0
				AND "predictionsCounted" = 0 AND "predictionsScored" = 0
		END
	);

-- A prediction can only be scored by a settlement of its own match.
CREATE UNIQUE INDEX "Settlement_id_matchId_key" ON "Settlement" ("id", "matchId");
ALTER TABLE "Prediction" ADD CONSTRAINT "Prediction_settlement_of_same_match"
	FOREIGN KEY ("settlementId", "matchId") REFERENCES "Settlement" ("id", "matchId") ON DELETE NO ACTION;

-- "The" failure of a piece of work without a model is one row too.
CREATE UNIQUE INDEX "JobFailure_stage_matchId_modelId_key" ON "JobFailure" ("stage", "matchId", "modelId") NULLS NOT DISTINCT;
ALTER TABLE "JobFailure"
	ADD CONSTRAINT "JobFailure_resolved_somehow" CHECK (num_nulls("resolvedAt", "resolution") <> 1),
	ADD CONSTRAINT "JobFailure_counts" CHECK ("attempts" >= 0 AND "occurrences" >= 1);

ALTER TABLE "Replay"
	ADD CONSTRAINT "Replay_single_row" CHECK ("id" = 1),
	ADD CONSTRAINT "Replay_speeds" CHECK ("speed" > 0 AND "pace" > 0);

-- What the sweeps look for is a small part of its table.
CREATE INDEX "Prediction_unscored_idx" ON "Prediction" ("matchId") WHERE "points" IS NULL;
CREATE INDEX "JobFailure_open_idx" ON "JobFailure" ("lastSeenAt") WHERE "resolvedAt" IS NULL;
CREATE INDEX "Session_expiresAt_idx" ON "Session" ("expiresAt");
