-- DropIndex
DROP INDEX "Match_status_kickoffAt_idx";

-- DropIndex
DROP INDEX "Match_kickoffAt_idx";

-- CreateIndex
CREATE INDEX "Match_status_kickoffAt_id_idx" ON "Match"("status", "kickoffAt", "id");

-- CreateIndex
CREATE INDEX "Match_kickoffAt_id_idx" ON "Match"("kickoffAt", "id");

-- CreateIndex
CREATE INDEX "Match_competitionId_kickoffAt_id_idx" ON "Match"("competitionId", "kickoffAt", "id");

-- The words of a text: lower case, without accents, at most 60 characters each. The same for what is searched and for
-- what is searched for. One expression, so that Postgres takes it in where it is called.
CREATE FUNCTION search_words(text text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_remove(string_to_array(
	regexp_replace(
		regexp_replace(
			regexp_replace(
				replace(replace(replace(replace(
					translate(lower(normalize(left(text, 2000), NFKD)), 'øłđðı''’ʼ', 'olddi'),
				'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
			'[\u0300-\u036f]', '', 'g'),
		'[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g'),
	'([^ ]{60})[^ ]+', '\1', 'g'),
' '), '');

-- The words that a name is found by: "Köln" as "koln" and as "koeln".
CREATE FUNCTION name_words(name text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN search_words(name) || search_words(replace(replace(replace(replace(replace(
	lower(normalize(left(name, 2000), NFC)), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ø', 'oe'), 'å', 'aa'));

-- Finds what has, for each word of the text, a word that begins with it; nothing, when the text has no word. More than
-- 10 words narrow it no further.
CREATE FUNCTION search_query(text text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT coalesce(string_agg('''' || replace(replace(word, '\', '\\'), '''', '''''') || ''':*', ' & '), '')::tsquery
	FROM (SELECT DISTINCT word FROM unnest(search_words(text)) word LIMIT 10) words
$$;

ALTER TABLE "Team" ADD COLUMN words text[] GENERATED ALWAYS AS (name_words(name)) STORED;
ALTER TABLE "Competition" ADD COLUMN words text[] GENERATED ALWAYS AS (name_words(name) || search_words(id)) STORED;
ALTER TABLE "Match" ADD COLUMN words tsvector;

-- A match is found by its teams, its competition, its round, and the year in which its season begins.
CREATE FUNCTION keep_match_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	SELECT array_to_tsvector(home.words || away.words || c.words
		|| search_words(concat_ws(' ', NEW.round, substring(NEW.season FROM '\d{4}'))))
	INTO NEW.words
	FROM "Team" home, "Team" away, "Competition" c
	WHERE home.id = NEW."homeTeamId" AND away.id = NEW."awayTeamId" AND c.id = NEW."competitionId";
	RETURN NEW;
END $$;

CREATE TRIGGER "Match_words_new" BEFORE INSERT ON "Match" FOR EACH ROW EXECUTE FUNCTION keep_match_words();
CREATE TRIGGER "Match_words_changed" BEFORE UPDATE ON "Match" FOR EACH ROW
	WHEN (NEW.words IS NULL OR (OLD.round, OLD.season, OLD."homeTeamId", OLD."awayTeamId", OLD."competitionId")
		IS DISTINCT FROM (NEW.round, NEW.season, NEW."homeTeamId", NEW."awayTeamId", NEW."competitionId"))
	EXECUTE FUNCTION keep_match_words();

CREATE FUNCTION keep_words_of_matches() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "Match" SET words = NULL WHERE NEW.id IN ("homeTeamId", "awayTeamId", "competitionId");
	RETURN NULL;
END $$;

CREATE TRIGGER "Team_renamed" AFTER UPDATE OF name ON "Team" FOR EACH ROW
	WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION keep_words_of_matches();
CREATE TRIGGER "Competition_renamed" AFTER UPDATE OF name ON "Competition" FOR EACH ROW
	WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION keep_words_of_matches();

-- The trigger fills them.
UPDATE "Match" SET words = NULL;

CREATE INDEX "Match_words_idx" ON "Match" USING gin (words) WITH (fastupdate = off);
