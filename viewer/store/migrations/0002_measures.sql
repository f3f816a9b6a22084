-- 0002: a reader's own calibration of a film, kept with its study, and what was measured.
-- Calibrations are append-only: one that is taken back is a row without a size.
CREATE TABLE calibration (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  film_id    INTEGER NOT NULL REFERENCES film(id),
  study_key  TEXT NOT NULL,
  reader_id  INTEGER NOT NULL REFERENCES reader(id),
  known_mm   REAL CHECK (known_mm > 0),   -- NULL: taken back
  pixels     REAL CHECK (pixels > 0),
  decided_at TEXT NOT NULL,
  CHECK ((known_mm IS NULL) = (pixels IS NULL))
) STRICT;
CREATE INDEX calibration_by_film ON calibration (film_id);
CREATE INDEX calibration_by_study ON calibration (study_key);
CREATE TABLE measures (                   -- what a reader measured on a film; overwritten at will, as a draft is
  film_id       INTEGER NOT NULL REFERENCES film(id),
  reader_id     INTEGER NOT NULL REFERENCES reader(id),
  measures_json TEXT NOT NULL CHECK (json_valid(measures_json)),
  saved_at      TEXT NOT NULL,
  PRIMARY KEY (film_id, reader_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER calibration_no_update BEFORE UPDATE ON calibration
  BEGIN SELECT RAISE(ABORT, 'calibration is append-only'); END;
CREATE TRIGGER calibration_no_delete BEFORE DELETE ON calibration
  BEGIN SELECT RAISE(ABORT, 'calibration is append-only'); END;
