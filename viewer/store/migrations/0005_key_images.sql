-- 0005: the films that a reader marked as key images.  Like measures a mark is taken away at will and is no part of
-- the audit chain; what leaves of it is a Key Object Selection (DICOM PS3.3, A.35.4) beside the reading.
CREATE TABLE key_image (
  film_id   INTEGER NOT NULL REFERENCES film(id),
  reader_id INTEGER NOT NULL REFERENCES reader(id),
  marked_at TEXT NOT NULL,
  PRIMARY KEY (film_id, reader_id)
) STRICT, WITHOUT ROWID;
