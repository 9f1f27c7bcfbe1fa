-- CreateEnum
CREATE TYPE "BackfillPolicy" AS ENUM ('missing', 'failed', 'all');

-- CreateEnum
CREATE TYPE "BackfillOrder" AS ENUM ('newest', 'oldest');

-- CreateEnum
CREATE TYPE "BackfillPause" AS ENUM ('operator', 'budget');

-- CreateEnum
CREATE TYPE "BackfillOutcome" AS ENUM ('done', 'failed', 'skipped');

-- CreateEnum
CREATE TYPE "VoidReason" AS ENUM ('put_off', 'made_anew');

-- AlterTable
ALTER TABLE "VoidPrediction" ADD COLUMN     "voidedBecause" "VoidReason" NOT NULL DEFAULT 'put_off';

-- CreateTable
CREATE TABLE "VoidAnalysis" (
    "id" TEXT NOT NULL,
    "matchId" TEXT NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "asOf" TIMESTAMPTZ(3) NOT NULL,
    "content" JSONB,
    "unavailableReason" TEXT,
    "voidedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "VoidAnalysis_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BackfillRun" (
    "id" TEXT NOT NULL,
    "policy" "BackfillPolicy" NOT NULL,
    "order" "BackfillOrder" NOT NULL,
    "concurrency" SMALLINT NOT NULL,
    "budgetUsd" DOUBLE PRECISION,
    "selection" TEXT NOT NULL,
    "operatorId" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "pausedAt" TIMESTAMPTZ(3),
    "pausedBy" "BackfillPause",
    "pausedSeconds" INTEGER NOT NULL DEFAULT 0,
    "cancelledAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BackfillRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BackfillItem" (
    "runId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "matchId" TEXT NOT NULL,
    "modelIds" TEXT[],
    "anewIds" TEXT[],
    "firstMissing" "Stage" NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "outcome" "BackfillOutcome",
    "reason" TEXT,
    "predictions" SMALLINT,
    "costUsd" DOUBLE PRECISION,

    CONSTRAINT "BackfillItem_pkey" PRIMARY KEY ("runId","position")
);

-- CreateIndex
CREATE INDEX "VoidAnalysis_matchId_idx" ON "VoidAnalysis"("matchId");

-- CreateIndex
CREATE INDEX "BackfillRun_startedAt_idx" ON "BackfillRun"("startedAt");

-- CreateIndex
CREATE INDEX "BackfillItem_matchId_idx" ON "BackfillItem"("matchId");

-- CreateIndex
CREATE UNIQUE INDEX "BackfillItem_runId_matchId_key" ON "BackfillItem"("runId", "matchId");

-- AddForeignKey
ALTER TABLE "VoidAnalysis" ADD CONSTRAINT "VoidAnalysis_matchId_fkey" FOREIGN KEY ("matchId") REFERENCES "Match"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BackfillRun" ADD CONSTRAINT "BackfillRun_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "Operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BackfillItem" ADD CONSTRAINT "BackfillItem_runId_fkey" FOREIGN KEY ("runId") REFERENCES "BackfillRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BackfillItem" ADD CONSTRAINT "BackfillItem_matchId_fkey" FOREIGN KEY ("matchId") REFERENCES "Match"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say.
ALTER TABLE "BackfillRun"
    ADD CONSTRAINT "BackfillRun_concurrency_check" CHECK ("concurrency" > 0),
    ADD CONSTRAINT "BackfillRun_budget_check" CHECK ("budgetUsd" > 0),
    ADD CONSTRAINT "BackfillRun_paused_check" CHECK (("pausedAt" IS NULL) = ("pausedBy" IS NULL)),
    ADD CONSTRAINT "BackfillRun_cancelled_check" CHECK ("cancelledAt" IS NULL OR "pausedAt" IS NULL);

ALTER TABLE "BackfillItem"
    ADD CONSTRAINT "BackfillItem_ended_check" CHECK (("endedAt" IS NULL) = ("outcome" IS NULL)),
    ADD CONSTRAINT "BackfillItem_reason_check" CHECK ("outcome" = 'done' OR "outcome" IS NULL OR "reason" IS NOT NULL);

-- The few rows that are worked on, among all that were.
CREATE INDEX "BackfillRun_unended_idx" ON "BackfillRun"("startedAt") WHERE "endedAt" IS NULL;
CREATE INDEX "BackfillItem_waiting_idx" ON "BackfillItem"("runId", "position")
    WHERE "startedAt" IS NULL AND "endedAt" IS NULL;
CREATE INDEX "BackfillItem_under_way_idx" ON "BackfillItem"("runId", "position")
    WHERE "startedAt" IS NOT NULL AND "endedAt" IS NULL;
