-- AlterTable
ALTER TABLE "OperatorAction" ADD COLUMN     "subjects" TEXT[];

-- CreateIndex
CREATE INDEX "OperatorAction_operatorId_action_at_id_idx" ON "OperatorAction"("operatorId", "action", "at", "id");

-- CreateIndex
CREATE INDEX "OperatorAction_subjects_idx" ON "OperatorAction" USING GIN ("subjects");

-- What the lines that are there were about.
UPDATE "OperatorAction" a SET "subjects" = ARRAY(
    SELECT DISTINCT s FROM (
        SELECT a."detail"->>key AS s FROM unnest(ARRAY['matchId', 'action', 'run', 'name', 'queue']) AS key
        UNION ALL
        SELECT jsonb_array_elements_text(CASE WHEN jsonb_typeof(a."detail"->key) = 'array' THEN a."detail"->key ELSE '[]' END)
        FROM unnest(ARRAY['matches', 'alerts']) AS key
    ) found WHERE s IS NOT NULL
);
