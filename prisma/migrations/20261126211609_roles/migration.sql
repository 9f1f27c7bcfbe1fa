-- CreateEnum
CREATE TYPE "OperatorRole" AS ENUM ('operator', 'viewer');

-- DropIndex
DROP INDEX "OperatorAction_at_idx";

-- AlterTable
ALTER TABLE "Operator" ADD COLUMN     "removedAt" TIMESTAMPTZ(3),
ADD COLUMN     "role" "OperatorRole" NOT NULL DEFAULT 'operator';

-- Tokens of one operator that share a name get numbers, so that the index can be made.
UPDATE "ApiToken" t SET "name" = t."name" || ' ' || numbered.n
FROM (SELECT "tokenHash", row_number() OVER (PARTITION BY "operatorId", "name" ORDER BY "createdAt", "tokenHash") AS n FROM "ApiToken") numbered
WHERE t."tokenHash" = numbered."tokenHash" AND numbered.n > 1;

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_operatorId_name_key" ON "ApiToken"("operatorId", "name");

-- CreateIndex
CREATE INDEX "OperatorAction_at_id_idx" ON "OperatorAction"("at", "id");

-- CreateIndex
CREATE INDEX "OperatorAction_operatorId_at_id_idx" ON "OperatorAction"("operatorId", "at", "id");

-- CreateIndex
CREATE INDEX "OperatorAction_action_at_id_idx" ON "OperatorAction"("action", "at", "id");

-- What Prisma cannot say: whoever runs the installation cannot be locked out, and no two names look alike.
ALTER TABLE "Operator"
    ADD CONSTRAINT "Operator_admin_check" CHECK ("name" <> 'admin' OR ("role" = 'operator' AND "removedAt" IS NULL));
CREATE UNIQUE INDEX "Operator_name_lower_key" ON "Operator"(lower("name"));
