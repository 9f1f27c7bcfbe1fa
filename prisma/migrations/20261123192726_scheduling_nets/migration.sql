-- CreateEnum
CREATE TYPE "PassKind" AS ENUM ('startup', 'ingest', 'sweep', 'backfill', 'stuck_check', 'operator');

-- CreateEnum
CREATE TYPE "AlertKind" AS ENUM ('source_unavailable', 'empty_fixture_list');

-- AlterTable
ALTER TABLE "Competition" ADD COLUMN     "followedSince" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "WorkerHeartbeat" ADD COLUMN     "firstBeatAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "ReconcilePass" (
    "id" TEXT NOT NULL,
    "kind" "PassKind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "checked" INTEGER NOT NULL,
    "added" JSONB NOT NULL,
    "alreadyQueued" INTEGER NOT NULL,
    "revived" INTEGER NOT NULL,
    "replaced" INTEGER NOT NULL,
    "moved" INTEGER NOT NULL,
    "dropped" INTEGER NOT NULL,
    "blocked" JSONB NOT NULL,
    "problems" TEXT[],
    "tookMs" INTEGER NOT NULL,

    CONSTRAINT "ReconcilePass_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Alert" (
    "id" TEXT NOT NULL,
    "kind" "AlertKind" NOT NULL,
    "subject" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Alert_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ReconcilePass_kind_at_idx" ON "ReconcilePass"("kind", "at");

-- CreateIndex
CREATE INDEX "ReconcilePass_at_idx" ON "ReconcilePass"("at");

-- CreateIndex
CREATE INDEX "Alert_closedAt_openedAt_idx" ON "Alert"("closedAt", "openedAt");

-- What Prisma cannot say.

-- Competitions that were known before this was noted: since the first of their matches was heard of.
UPDATE "Competition" c SET "followedSince" = first."ingestedAt"
FROM (SELECT "competitionId", min("ingestedAt") AS "ingestedAt" FROM "Match" GROUP BY "competitionId") first
WHERE first."competitionId" = c.id;

-- Only a replay's clock is not the database's.
UPDATE "WorkerHeartbeat" SET "firstBeatAt" = CASE WHEN EXISTS (SELECT FROM "Replay") THEN "beatAt" ELSE "startedAt" END;

ALTER TABLE "ReconcilePass"
	ALTER COLUMN "problems" SET NOT NULL,
	ADD CONSTRAINT "ReconcilePass_counts" CHECK (
		"checked" >= 0 AND "alreadyQueued" >= 0 AND "revived" >= 0 AND "replaced" >= 0
		AND "moved" >= 0 AND "dropped" >= 0 AND "tookMs" >= 0
	);

CREATE UNIQUE INDEX "Alert_open_key" ON "Alert" ("kind", "subject") WHERE "closedAt" IS NULL;
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_times" CHECK ("openedAt" <= "lastSeenAt" AND "openedAt" <= "closedAt");
