-- AlterTable
ALTER TABLE "Replay" ADD COLUMN     "allowance" INTEGER NOT NULL DEFAULT 0;
