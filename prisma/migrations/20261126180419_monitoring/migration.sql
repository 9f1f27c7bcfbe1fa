-- CreateEnum
CREATE TYPE "AlertSeverity" AS ENUM ('info', 'warning', 'critical');

-- CreateEnum
CREATE TYPE "AlertChangeKind" AS ENUM ('opened', 'worsened', 'closed');

-- CreateEnum
CREATE TYPE "ModelCallOutcome" AS ENUM ('answered', 'unusable', 'rate_limited', 'refused', 'failed');

-- AlterEnum
ALTER TYPE "AlertKind" ADD VALUE 'match_gap';
ALTER TYPE "AlertKind" ADD VALUE 'workers_down';
ALTER TYPE "AlertKind" ADD VALUE 'queue_unreachable';
ALTER TYPE "AlertKind" ADD VALUE 'queue_stuck';
ALTER TYPE "AlertKind" ADD VALUE 'queue_growing';
ALTER TYPE "AlertKind" ADD VALUE 'provider_refusing';
ALTER TYPE "AlertKind" ADD VALUE 'failures_of_one_cause';
ALTER TYPE "AlertKind" ADD VALUE 'settlement_late';

-- AlterTable
ALTER TABLE "CoverageSnapshot" ADD COLUMN     "atRisk" INTEGER;

-- AlterTable
ALTER TABLE "Alert" ADD COLUMN     "acknowledgedAt" TIMESTAMPTZ(3),
ADD COLUMN     "acknowledgedById" TEXT,
ADD COLUMN     "level" SMALLINT NOT NULL DEFAULT 1,
ADD COLUMN     "matchId" TEXT,
ADD COLUMN     "severity" "AlertSeverity" NOT NULL DEFAULT 'warning';

-- CreateTable
CREATE TABLE "AlertChange" (
    "alertId" TEXT NOT NULL,
    "change" "AlertChangeKind" NOT NULL,
    "level" SMALLINT NOT NULL,
    "message" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "toldAt" TIMESTAMPTZ(3),

    CONSTRAINT "AlertChange_pkey" PRIMARY KEY ("alertId","change","level")
);

-- CreateTable
CREATE TABLE "Webhook" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "leastSeverity" "AlertSeverity" NOT NULL DEFAULT 'info',
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AlertDelivery" (
    "id" TEXT NOT NULL,
    "webhookId" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "deliveredAt" TIMESTAMPTZ(3),
    "gaveUpAt" TIMESTAMPTZ(3),
    "problem" TEXT,

    CONSTRAINT "AlertDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ModelCalls" (
    "at" TIMESTAMPTZ(3) NOT NULL,
    "modelId" TEXT NOT NULL,
    "outcome" "ModelCallOutcome" NOT NULL,
    "calls" INTEGER NOT NULL,
    "promptTokens" BIGINT NOT NULL DEFAULT 0,
    "completionTokens" BIGINT NOT NULL DEFAULT 0,
    "costUsd" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "latencyMs" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "ModelCalls_pkey" PRIMARY KEY ("at","modelId","outcome")
);

-- CreateTable
CREATE TABLE "ServiceDay" (
    "day" DATE NOT NULL,
    "competitionId" TEXT NOT NULL,
    "matches" INTEGER NOT NULL,
    "served" INTEGER NOT NULL,
    "marginP50" DOUBLE PRECISION,
    "marginP5" DOUBLE PRECISION,

    CONSTRAINT "ServiceDay_pkey" PRIMARY KEY ("day","competitionId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Webhook_name_key" ON "Webhook"("name");

-- CreateIndex
CREATE INDEX "AlertDelivery_webhookId_createdAt_idx" ON "AlertDelivery"("webhookId", "createdAt");

-- CreateIndex
CREATE INDEX "Alert_matchId_idx" ON "Alert"("matchId");

-- AddForeignKey
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_matchId_fkey" FOREIGN KEY ("matchId") REFERENCES "Match"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_acknowledgedById_fkey" FOREIGN KEY ("acknowledgedById") REFERENCES "Operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AlertChange" ADD CONSTRAINT "AlertChange_alertId_fkey" FOREIGN KEY ("alertId") REFERENCES "Alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AlertDelivery" ADD CONSTRAINT "AlertDelivery_webhookId_fkey" FOREIGN KEY ("webhookId") REFERENCES "Webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModelCalls" ADD CONSTRAINT "ModelCalls_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "Model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ServiceDay" ADD CONSTRAINT "ServiceDay_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.
ALTER TABLE "Alert"
    ADD CONSTRAINT "Alert_level_check" CHECK ("level" > 0),
    ADD CONSTRAINT "Alert_acknowledged_check" CHECK (("acknowledgedAt" IS NULL) = ("acknowledgedById" IS NULL));

ALTER TABLE "AlertDelivery"
    ADD CONSTRAINT "AlertDelivery_ended_check" CHECK ("deliveredAt" IS NULL OR "gaveUpAt" IS NULL);

ALTER TABLE "ServiceDay"
    ADD CONSTRAINT "ServiceDay_served_check" CHECK ("served" BETWEEN 0 AND "matches"),
    ADD CONSTRAINT "ServiceDay_margin_check" CHECK (("marginP50" IS NULL) = ("served" = 0) AND ("marginP5" IS NULL) = ("served" = 0));

ALTER TABLE "ModelCalls"
    ADD CONSTRAINT "ModelCalls_calls_check" CHECK ("calls" > 0);

-- The few rows that have something left to do, among all that had.
CREATE INDEX "AlertChange_untold_idx" ON "AlertChange"("at") WHERE "toldAt" IS NULL;
CREATE INDEX "AlertDelivery_pending_idx" ON "AlertDelivery"("createdAt")
    WHERE "deliveredAt" IS NULL AND "gaveUpAt" IS NULL;
