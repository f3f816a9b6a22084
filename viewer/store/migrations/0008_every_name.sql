-- 0008: every name under which a header was met, in the order of meeting: two names of one patient number may be
-- two persons. Before, the last one took the place of the others. A row stands for each change of the name.
CREATE TABLE name_met (
  id        INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES film_source(id),
  name_key  TEXT NOT NULL,
  met_at    TEXT NOT NULL,
  UNIQUE (source_id, name_key, met_at)
) STRICT;
INSERT INTO name_met (source_id, name_key, met_at)
  SELECT n.source_id, n.name_key, s.added_at FROM source_name n JOIN film_source s ON s.id = n.source_id
  ORDER BY n.source_id;
DROP TABLE source_name;
ALTER TABLE name_met RENAME TO source_name;
CREATE INDEX film_source_patient ON film_source(patient_key);
