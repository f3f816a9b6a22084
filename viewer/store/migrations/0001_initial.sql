-- 0001: films, models, predictions, readers, sessions, readings, drafts, audit.
-- Times are UTC ISO-8601 text.  Names, dates, patient numbers and DICOM UIDs never appear in the clear: the
-- *_key columns are HMACs under meta.secret.  os_random() is the operating system's random source.
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('secret', os_random(32)), ('store_uid', os_random(16));

CREATE TABLE film (                       -- identity is the hash of the decoded pixels: two files, one film
  id                INTEGER PRIMARY KEY AUTOINCREMENT,
  pixel_sha256      TEXT NOT NULL UNIQUE CHECK (length(pixel_sha256) = 64),
  rows              INTEGER NOT NULL CHECK (rows > 0),
  columns           INTEGER NOT NULL CHECK (columns > 0),
  is_dicom          INTEGER NOT NULL CHECK (is_dicom IN (0, 1)),
  synthetic         INTEGER NOT NULL CHECK (synthetic IN (0, 1)),
  view_position     TEXT NOT NULL,
  spacing_row_mm    REAL,
  spacing_column_mm REAL,
  spacing_kind      TEXT NOT NULL,
  added_at          TEXT NOT NULL
) STRICT;
CREATE TABLE film_source (                -- every header under which these pixels were met
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  film_id       INTEGER NOT NULL REFERENCES film(id),
  sop_key       TEXT NOT NULL,
  study_key     TEXT NOT NULL,
  patient_key   TEXT NOT NULL,
  patient_known INTEGER NOT NULL CHECK (patient_known IN (0, 1)),  -- 0: the header has no patient number
  added_at      TEXT NOT NULL,
  UNIQUE (film_id, sop_key, study_key, patient_key)
) STRICT;
CREATE TABLE location (                   -- what lay at a path when it was last opened; never exported
  path    TEXT PRIMARY KEY,
  film_id INTEGER REFERENCES film(id),
  refusal TEXT NOT NULL DEFAULT '',
  seen_at TEXT NOT NULL,
  CHECK ((film_id IS NULL) = (refusal <> ''))
) STRICT, WITHOUT ROWID;
CREATE INDEX location_by_film ON location (film_id);

CREATE TABLE model (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256  TEXT NOT NULL,                  -- of the graph
  name    TEXT NOT NULL,
  version TEXT NOT NULL,
  UNIQUE (sha256, name, version)
) STRICT;
CREATE TABLE prediction (
  id                 INTEGER PRIMARY KEY AUTOINCREMENT,
  film_id            INTEGER NOT NULL REFERENCES film(id),
  model_id           INTEGER NOT NULL REFERENCES model(id),
  input_sha256       TEXT NOT NULL,       -- of the exact network input
  provider           TEXT NOT NULL,
  threshold          REAL NOT NULL,
  p_fracture         REAL NOT NULL CHECK (p_fracture BETWEEN -0.001 AND 1.001),
  answer             TEXT NOT NULL REFERENCES ao_class(code),
  side               TEXT NOT NULL CHECK (side IN ('left', 'right', 'both', 'uncertain', 'none')),
  probabilities_json TEXT NOT NULL CHECK (json_valid(probabilities_json)),
  logits_json        TEXT NOT NULL CHECK (json_valid(logits_json)),
  elapsed_ms         REAL NOT NULL,
  created_at         TEXT NOT NULL,
  UNIQUE (film_id, model_id, input_sha256, provider, threshold),
  UNIQUE (id, film_id)
) STRICT;
CREATE TABLE no_answer (                  -- why the model was not asked, or its answer withheld
  id       INTEGER PRIMARY KEY,
  film_id  INTEGER NOT NULL REFERENCES film(id),
  model_id INTEGER REFERENCES model(id),
  reason   TEXT NOT NULL,
  hint     TEXT NOT NULL,
  at       TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX no_answer_once ON no_answer (film_id, ifnull(model_id, 0), reason);

CREATE TABLE ao_class (code TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO ao_class VALUES
  ('normal'), ('A1'), ('A2'), ('A3'), ('B1'), ('B2'), ('B3'), ('C1'), ('C2'), ('indeterminate'), ('unreadable');
CREATE TABLE reader (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  code      TEXT NOT NULL UNIQUE,         -- pseudonym, shown in exports
  specialty TEXT NOT NULL DEFAULT '',
  years     INTEGER,
  added_at  TEXT NOT NULL
) STRICT;
CREATE TABLE session (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  uid         TEXT NOT NULL UNIQUE,
  reader_id   INTEGER NOT NULL REFERENCES reader(id),
  mode        TEXT NOT NULL CHECK (mode <> ''),
  app_version TEXT NOT NULL,
  started_at  TEXT NOT NULL,
  ended_at    TEXT,                       -- NULL: still open, or the program was killed
  UNIQUE (id, reader_id)
) STRICT;

-- Append-only.  The readings of one film by one reader are one line, each row superseding the one before.
-- A retracted row is an undo or a redo: it repeats what it takes back and names in stands_id the reading that
-- counts again (NULL: none).
CREATE TABLE reading (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  uid                 TEXT NOT NULL UNIQUE,
  film_id             INTEGER NOT NULL REFERENCES film(id),
  reader_id           INTEGER NOT NULL REFERENCES reader(id),
  session_id          INTEGER NOT NULL,
  supersedes_id       INTEGER UNIQUE,
  retracted           INTEGER NOT NULL CHECK (retracted IN (0, 1)),
  stands_id           INTEGER,
  ao_class            TEXT NOT NULL REFERENCES ao_class(code),
  edition             INTEGER NOT NULL,
  side                TEXT NOT NULL CHECK (side IN ('left', 'right', 'both', 'uncertain', 'none')),
  confidence          INTEGER CHECK (confidence BETWEEN 0 AND 100),
  regions_json        TEXT NOT NULL CHECK (json_valid(regions_json)),
  flags_json          TEXT NOT NULL CHECK (json_valid(flags_json)),
  map_verdict         TEXT,
  comment             TEXT NOT NULL,      -- never exported
  shown_prediction_id INTEGER,
  shown_model_sha256  TEXT,
  shown_p_fracture    REAL,
  shown_threshold     REAL,
  shown_answer        INTEGER NOT NULL CHECK (shown_answer IN (0, 1)),
  shown_map           INTEGER NOT NULL CHECK (shown_map IN (0, 1)),
  seconds             REAL NOT NULL CHECK (seconds >= 0),
  decided_at          TEXT NOT NULL,
  UNIQUE (id, film_id, reader_id),
  FOREIGN KEY (session_id, reader_id) REFERENCES session (id, reader_id),
  FOREIGN KEY (shown_prediction_id, film_id) REFERENCES prediction (id, film_id),
  FOREIGN KEY (supersedes_id, film_id, reader_id) REFERENCES reading (id, film_id, reader_id),
  FOREIGN KEY (stands_id, film_id, reader_id) REFERENCES reading (id, film_id, reader_id),
  CHECK (retracted = 0 OR supersedes_id IS NOT NULL),
  CHECK (retracted = 1 OR stands_id IS NULL)
) STRICT;
CREATE UNIQUE INDEX reading_one_line ON reading (film_id, reader_id) WHERE supersedes_id IS NULL;
CREATE INDEX reading_by_film ON reading (film_id, reader_id);
CREATE INDEX reading_by_reader ON reading (reader_id);
CREATE VIEW head_reading AS
  SELECT r.* FROM reading r
  WHERE NOT EXISTS (SELECT 1 FROM reading newer WHERE newer.supersedes_id = r.id);
CREATE VIEW standing_reading AS
  SELECT s.* FROM head_reading h
  JOIN reading s ON s.id = CASE h.retracted WHEN 0 THEN h.id ELSE h.stands_id END;

CREATE TABLE draft (                      -- an unfinished answer; overwritten at will, gone when confirmed
  film_id    INTEGER NOT NULL REFERENCES film(id),
  reader_id  INTEGER NOT NULL REFERENCES reader(id),
  draft_json TEXT NOT NULL CHECK (json_valid(draft_json)),
  saved_at   TEXT NOT NULL,
  PRIMARY KEY (film_id, reader_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  at          TEXT NOT NULL,
  actor       TEXT NOT NULL,
  action      TEXT NOT NULL,
  subject     TEXT NOT NULL,
  detail_json TEXT NOT NULL CHECK (json_valid(detail_json)),
  prev_hash   TEXT NOT NULL UNIQUE,
  hash        TEXT NOT NULL UNIQUE        -- SHA-256 of prev_hash and the row as canonical JSON
) STRICT;

CREATE TRIGGER meta_no_update BEFORE UPDATE ON meta
  BEGIN SELECT RAISE(ABORT, 'meta is fixed'); END;
CREATE TRIGGER meta_no_delete BEFORE DELETE ON meta
  BEGIN SELECT RAISE(ABORT, 'meta is fixed'); END;
CREATE TRIGGER film_no_update BEFORE UPDATE ON film
  BEGIN SELECT RAISE(ABORT, 'film is append-only'); END;
CREATE TRIGGER film_no_delete BEFORE DELETE ON film
  BEGIN SELECT RAISE(ABORT, 'film is append-only'); END;
CREATE TRIGGER film_source_no_update BEFORE UPDATE ON film_source
  BEGIN SELECT RAISE(ABORT, 'film_source is append-only'); END;
CREATE TRIGGER film_source_no_delete BEFORE DELETE ON film_source
  BEGIN SELECT RAISE(ABORT, 'film_source is append-only'); END;
CREATE TRIGGER model_no_update BEFORE UPDATE ON model
  BEGIN SELECT RAISE(ABORT, 'model is append-only'); END;
CREATE TRIGGER model_no_delete BEFORE DELETE ON model
  BEGIN SELECT RAISE(ABORT, 'model is append-only'); END;
CREATE TRIGGER reader_no_update BEFORE UPDATE ON reader
  BEGIN SELECT RAISE(ABORT, 'reader is append-only'); END;
CREATE TRIGGER reader_no_delete BEFORE DELETE ON reader
  BEGIN SELECT RAISE(ABORT, 'reader is append-only'); END;
CREATE TRIGGER session_no_update BEFORE UPDATE OF id, uid, reader_id, mode, app_version, started_at ON session
  BEGIN SELECT RAISE(ABORT, 'session is append-only'); END;
CREATE TRIGGER session_no_delete BEFORE DELETE ON session
  BEGIN SELECT RAISE(ABORT, 'session is append-only'); END;
CREATE TRIGGER prediction_no_update BEFORE UPDATE ON prediction
  BEGIN SELECT RAISE(ABORT, 'prediction is append-only'); END;
CREATE TRIGGER prediction_no_delete BEFORE DELETE ON prediction
  BEGIN SELECT RAISE(ABORT, 'prediction is append-only'); END;
CREATE TRIGGER reading_no_update BEFORE UPDATE ON reading
  BEGIN SELECT RAISE(ABORT, 'reading is append-only'); END;
CREATE TRIGGER reading_no_delete BEFORE DELETE ON reading
  BEGIN SELECT RAISE(ABORT, 'reading is append-only'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
  BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
  BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
