-- AlterTable
ALTER TABLE "FailureAction" ADD COLUMN     "jobsTakenAway" INTEGER NOT NULL DEFAULT 0;
