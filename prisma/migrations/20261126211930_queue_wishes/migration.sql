-- AlterEnum
ALTER TYPE "AlertKind" ADD VALUE 'queue_paused';

-- CreateTable
CREATE TABLE "QueueWish" (
    "queue" TEXT NOT NULL,
    "pausedAt" TIMESTAMPTZ(3),
    "pausedById" TEXT,
    "concurrency" INTEGER,
    "concurrencyAt" TIMESTAMPTZ(3),
    "concurrencyById" TEXT,

    CONSTRAINT "QueueWish_pkey" PRIMARY KEY ("queue")
);

-- CreateTable
CREATE TABLE "JobsEnded" (
    "at" TIMESTAMPTZ(3) NOT NULL,
    "queue" TEXT NOT NULL,
    "done" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "retried" INTEGER NOT NULL,

    CONSTRAINT "JobsEnded_pkey" PRIMARY KEY ("at","queue")
);

-- AddForeignKey
ALTER TABLE "QueueWish" ADD CONSTRAINT "QueueWish_pausedById_fkey" FOREIGN KEY ("pausedById") REFERENCES "Operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QueueWish" ADD CONSTRAINT "QueueWish_concurrencyById_fkey" FOREIGN KEY ("concurrencyById") REFERENCES "Operator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Who and when belong to what was wished.
ALTER TABLE "QueueWish" ADD CONSTRAINT "QueueWish_paused_by"
    CHECK (("pausedAt" IS NULL) = ("pausedById" IS NULL));
ALTER TABLE "QueueWish" ADD CONSTRAINT "QueueWish_concurrency_by"
    CHECK ((concurrency IS NULL) = ("concurrencyAt" IS NULL) AND (concurrency IS NULL) = ("concurrencyById" IS NULL));
ALTER TABLE "QueueWish" ADD CONSTRAINT "QueueWish_concurrency" CHECK (concurrency >= 1);
ALTER TABLE "JobsEnded" ADD CONSTRAINT "JobsEnded_counts" CHECK (done >= 0 AND failed >= 0 AND retried >= 0);
