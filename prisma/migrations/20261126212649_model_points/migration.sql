-- CreateEnum
CREATE TYPE "PointsUnit" AS ENUM ('day', 'month');

-- CreateTable
CREATE TABLE "ModelPoints" (
    "unit" "PointsUnit" NOT NULL,
    "start" DATE NOT NULL,
    "competitionId" TEXT NOT NULL,
    "modelId" TEXT NOT NULL,
    "retroactive" BOOLEAN NOT NULL,
    "predictions" INTEGER NOT NULL,
    "points" INTEGER NOT NULL,
    "squares" INTEGER NOT NULL,
    "forecasts" INTEGER NOT NULL,
    "brier" DOUBLE PRECISION NOT NULL,
    "rankedProbability" DOUBLE PRECISION NOT NULL,
    "logLoss" DOUBLE PRECISION NOT NULL,
    "chances" INTEGER[],
    "chanceSums" DOUBLE PRECISION[],
    "cameTrue" INTEGER[],

    CONSTRAINT "ModelPoints_pkey" PRIMARY KEY ("unit","start","competitionId","modelId","retroactive")
);

-- CreateTable
CREATE TABLE "PointsChange" (
    "id" BIGSERIAL NOT NULL,
    "competitionId" TEXT NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "PointsChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ModelPoints_modelId_unit_start_idx" ON "ModelPoints"("modelId", "unit", "start");

-- CreateIndex
CREATE INDEX "PointsChange_competitionId_day_idx" ON "PointsChange"("competitionId", "day");

-- AddForeignKey
ALTER TABLE "ModelPoints" ADD CONSTRAINT "ModelPoints_competitionId_fkey" FOREIGN KEY ("competitionId") REFERENCES "Competition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModelPoints" ADD CONSTRAINT "ModelPoints_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "Model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.
ALTER TABLE "ModelPoints"
    ADD CONSTRAINT "ModelPoints_start_check" CHECK ("unit" = 'day' OR extract(day FROM "start") = 1),
    ADD CONSTRAINT "ModelPoints_counts_check" CHECK ("predictions" > 0 AND "forecasts" BETWEEN 0 AND "predictions"),
    ADD CONSTRAINT "ModelPoints_chances_check" CHECK (
        cardinality("chances") = CASE WHEN "forecasts" = 0 THEN 0 ELSE 10 END
        AND cardinality("chanceSums") = cardinality("chances") AND cardinality("cameTrue") = cardinality("chances")
    );

-- Changes are only ever added, so that those who score at the same time do not wait for each other.
CREATE FUNCTION note_scored_predictions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "PointsChange" ("competitionId", "day")
    SELECT DISTINCT m."competitionId", (m."kickoffAt" AT TIME ZONE 'UTC')::date
    FROM changed JOIN "Match" m ON m."id" = changed."matchId"
    WHERE changed."points" IS NOT NULL;
    RETURN NULL;
END $$;

CREATE TRIGGER "Prediction_points_inserted" AFTER INSERT ON "Prediction"
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_scored_predictions();
-- Of those that go with their match, the match tells.
CREATE TRIGGER "Prediction_points_deleted" AFTER DELETE ON "Prediction"
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_scored_predictions();

CREATE FUNCTION note_rescored_predictions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "PointsChange" ("competitionId", "day")
    SELECT DISTINCT m."competitionId", (m."kickoffAt" AT TIME ZONE 'UTC')::date
    FROM (
        SELECT "matchId" FROM before WHERE "points" IS NOT NULL
        UNION SELECT "matchId" FROM changed WHERE "points" IS NOT NULL
    ) scored JOIN "Match" m ON m."id" = scored."matchId";
    RETURN NULL;
END $$;

CREATE TRIGGER "Prediction_points_updated" AFTER UPDATE ON "Prediction"
    REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_rescored_predictions();

CREATE FUNCTION note_finished_match() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "PointsChange" ("competitionId", "day")
    VALUES (OLD."competitionId", (OLD."kickoffAt" AT TIME ZONE 'UTC')::date);
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO "PointsChange" ("competitionId", "day")
        VALUES (NEW."competitionId", (NEW."kickoffAt" AT TIME ZONE 'UTC')::date);
    END IF;
    RETURN NULL;
END $$;

-- Matches that were never finished have no points that count.
CREATE TRIGGER "Match_points_changed" AFTER UPDATE OF "status", "kickoffAt", "competitionId" ON "Match" FOR EACH ROW
    WHEN ('finished' IN (OLD."status", NEW."status") AND (OLD."status", OLD."kickoffAt", OLD."competitionId")
        IS DISTINCT FROM (NEW."status", NEW."kickoffAt", NEW."competitionId"))
    EXECUTE FUNCTION note_finished_match();
CREATE TRIGGER "Match_points_deleted" AFTER DELETE ON "Match" FOR EACH ROW
    WHEN (OLD."status" = 'finished') EXECUTE FUNCTION note_finished_match();

-- What there is already is added up step by step.
INSERT INTO "PointsChange" ("competitionId", "day")
SELECT DISTINCT m."competitionId", (m."kickoffAt" AT TIME ZONE 'UTC')::date FROM "Match" m
WHERE m."status" = 'finished'
    AND EXISTS (SELECT FROM "Prediction" p WHERE p."matchId" = m."id" AND p."points" IS NOT NULL);
