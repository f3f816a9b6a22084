-- 0003: the very file that a reading was made on: its header (film_source), and hashes by which it is known again,
-- in another store too: SHA-256 under a random salt of this reading, so that two readings of one file do not show
-- it.  Empty hashes: only the header is known.
CREATE TABLE reading_file (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  reading_id  INTEGER NOT NULL UNIQUE REFERENCES reading(id),
  source_id   INTEGER NOT NULL REFERENCES film_source(id),
  salt        TEXT NOT NULL,
  header_hash TEXT NOT NULL,
  path_hash   TEXT NOT NULL
) STRICT;
CREATE TRIGGER reading_file_no_update BEFORE UPDATE ON reading_file
  BEGIN SELECT RAISE(ABORT, 'reading_file is append-only'); END;
CREATE TRIGGER reading_file_no_delete BEFORE DELETE ON reading_file
  BEGIN SELECT RAISE(ABORT, 'reading_file is append-only'); END;
