-- Pages of failures are read along their order, of all of them or of one stage.
CREATE INDEX "JobFailure_open_newest_idx" ON "JobFailure" ("lastSeenAt", "id") WHERE "resolvedAt" IS NULL;
CREATE INDEX "JobFailure_open_stage_idx" ON "JobFailure" ("stage", "lastSeenAt", "id") WHERE "resolvedAt" IS NULL;
CREATE INDEX "JobFailure_resolved_newest_idx" ON "JobFailure" ("lastSeenAt", "id") WHERE "resolvedAt" IS NOT NULL;
