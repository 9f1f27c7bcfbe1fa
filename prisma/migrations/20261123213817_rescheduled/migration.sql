-- AlterTable
ALTER TABLE "Match" ADD COLUMN     "rescheduledAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Match_rescheduledAt_idx" ON "Match"("rescheduledAt");
