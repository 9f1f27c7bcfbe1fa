-- Lines are few and read far more often than written: a list of those that are not in the index yet would be gone through at each read.
ALTER INDEX "OperatorAction_subjects_idx" SET (fastupdate = off);
SELECT gin_clean_pending_list('"OperatorAction_subjects_idx"'::regclass);
