-- CreateEnum
CREATE TYPE "FailureActionKind" AS ENUM ('retry', 'clear');

-- CreateEnum
CREATE TYPE "FailureOutcome" AS ENUM ('queued', 'cleared', 'not_open', 'refused');

-- AlterEnum
ALTER TYPE "FailureResolution" ADD VALUE 'outdated';

-- AlterTable
ALTER TABLE "Match" ADD COLUMN     "resultConfirmedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Settlement" ADD COLUMN     "bonusRule" "BonusRule";

-- AlterTable
ALTER TABLE "JobFailure" ADD COLUMN     "cause" TEXT,
ADD COLUMN     "clearedBecause" TEXT,
ADD COLUMN     "httpStatus" SMALLINT,
ADD COLUMN     "regressions" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "OperatorAction" ALTER COLUMN "operatorId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "FailureAction" (
    "id" TEXT NOT NULL,
    "kind" "FailureActionKind" NOT NULL,
    "reason" TEXT,
    "selection" TEXT NOT NULL,
    "operatorId" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "cancelledAt" TIMESTAMPTZ(3),

    CONSTRAINT "FailureAction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FailureActionItem" (
    "actionId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "failureId" TEXT NOT NULL,
    "outcome" "FailureOutcome",
    "reason" TEXT,
    "at" TIMESTAMPTZ(3),

    CONSTRAINT "FailureActionItem_pkey" PRIMARY KEY ("actionId","position")
);

-- CreateTable
CREATE TABLE "QueueMark" (
    "backend" TEXT NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "QueueMark_pkey" PRIMARY KEY ("backend")
);

-- CreateTable
CREATE TABLE "QueueLoss" (
    "id" TEXT NOT NULL,
    "backend" TEXT NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "to" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "QueueLoss_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EventCount" (
    "event" TEXT NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "count" BIGINT NOT NULL,

    CONSTRAINT "EventCount_pkey" PRIMARY KEY ("event","label")
);

-- CreateIndex
CREATE INDEX "FailureAction_startedAt_idx" ON "FailureAction"("startedAt");

-- CreateIndex
CREATE INDEX "FailureActionItem_failureId_idx" ON "FailureActionItem"("failureId");

-- CreateIndex
CREATE INDEX "QueueLoss_to_idx" ON "QueueLoss"("to");

-- AddForeignKey
ALTER TABLE "FailureAction" ADD CONSTRAINT "FailureAction_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "Operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FailureActionItem" ADD CONSTRAINT "FailureActionItem_actionId_fkey" FOREIGN KEY ("actionId") REFERENCES "FailureAction"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FailureActionItem" ADD CONSTRAINT "FailureActionItem_failureId_fkey" FOREIGN KEY ("failureId") REFERENCES "JobFailure"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say.

ALTER TABLE "JobFailure" ADD CONSTRAINT "JobFailure_regressions" CHECK ("regressions" >= 0);

ALTER TABLE "FailureAction"
	ADD CONSTRAINT "FailureAction_clear_has_reason" CHECK (("kind" = 'clear') = ("reason" IS NOT NULL)),
	ADD CONSTRAINT "FailureAction_cancelled_has_ended" CHECK ("cancelledAt" IS NULL OR "endedAt" IS NOT NULL);

ALTER TABLE "FailureActionItem"
	ADD CONSTRAINT "FailureActionItem_outcome_has_time" CHECK (("outcome" IS NULL) = ("at" IS NULL)),
	ADD CONSTRAINT "FailureActionItem_refusal_has_reason" CHECK (("outcome" = 'refused') = ("reason" IS NOT NULL) OR "outcome" IS NULL AND "reason" IS NULL);

-- What an action has still to do is a small part of the table, in the end none.
CREATE INDEX "FailureActionItem_pending_idx" ON "FailureActionItem" ("actionId", "position") WHERE "outcome" IS NULL;
CREATE INDEX "FailureAction_running_idx" ON "FailureAction" ("startedAt") WHERE "endedAt" IS NULL;

ALTER TABLE "QueueLoss" ADD CONSTRAINT "QueueLoss_times" CHECK ("from" <= "to");
ALTER TABLE "EventCount" ADD CONSTRAINT "EventCount_count" CHECK ("count" >= 0);
