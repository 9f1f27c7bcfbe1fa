-- AlterTable
ALTER TABLE "FailureAction" ADD COLUMN     "finalCounts" JSONB;

ALTER TABLE "FailureAction"
	ADD CONSTRAINT "FailureAction_final_has_ended" CHECK ("finalCounts" IS NULL OR "endedAt" IS NOT NULL);
