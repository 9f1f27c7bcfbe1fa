-- A value that was added to an enum can be used by the next transaction alone: hence two migrations.
ALTER TABLE "ModelPoints" DROP CONSTRAINT "ModelPoints_start_check";
ALTER TABLE "ModelPoints" ADD CONSTRAINT "ModelPoints_start_check"
    CHECK ("start" = date_trunc("unit"::text, "start"::timestamp)::date);

-- Years and decades of what there is, from its months.
WITH part AS (
    SELECT name::"PointsUnit" AS whole, date_trunc(name, month."start"::timestamp)::date AS begins, month.*
    FROM (VALUES ('year'), ('decade')) AS longer(name) CROSS JOIN "ModelPoints" month WHERE month."unit" = 'month'
), sums AS (
    SELECT whole, begins, "competitionId", "modelId", "retroactive", sum("predictions")::int AS "predictions",
        sum("points")::int AS "points", sum("squares")::int AS "squares", sum("forecasts")::int AS "forecasts",
        sum("brier") AS "brier", sum("rankedProbability") AS "rankedProbability", sum("logLoss") AS "logLoss"
    FROM part GROUP BY whole, begins, "competitionId", "modelId", "retroactive"
), tenth AS (
    SELECT whole, begins, "competitionId", "modelId", "retroactive", nth,
        sum(given)::int AS given, sum(chance) AS chance, sum(came)::int AS came
    FROM part CROSS JOIN LATERAL unnest("chances", "chanceSums", "cameTrue") WITH ORDINALITY AS each(given, chance, came, nth)
    GROUP BY whole, begins, "competitionId", "modelId", "retroactive", nth
), tenths AS (
    SELECT whole, begins, "competitionId", "modelId", "retroactive", array_agg(given ORDER BY nth) AS "chances",
        array_agg(chance ORDER BY nth) AS "chanceSums", array_agg(came ORDER BY nth) AS "cameTrue"
    FROM tenth GROUP BY whole, begins, "competitionId", "modelId", "retroactive"
)
INSERT INTO "ModelPoints" ("unit", "start", "competitionId", "modelId", "retroactive", "predictions", "points", "squares",
    "forecasts", "brier", "rankedProbability", "logLoss", "chances", "chanceSums", "cameTrue")
SELECT whole, begins, "competitionId", "modelId", "retroactive", "predictions", "points", "squares",
    "forecasts", "brier", "rankedProbability", "logLoss",
    coalesce("chances", '{}'), coalesce("chanceSums", '{}'), coalesce("cameTrue", '{}')
FROM sums LEFT JOIN tenths USING (whole, begins, "competitionId", "modelId", "retroactive");
