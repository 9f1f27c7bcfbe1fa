-- Until now the only failures that were cleared were those of a kick-off that the match no longer has.
UPDATE "JobFailure" SET "resolution" = 'outdated' WHERE "resolution" = 'cleared';
