-- 0007: what a reader had on screen of a film beside its picture: the model's answer, its map, what others answered.
-- Before, it lasted one run of the program where no answer followed. Another store's row keeps its own time.
CREATE TABLE sight (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  film_id   INTEGER NOT NULL REFERENCES film(id),
  reader_id INTEGER NOT NULL REFERENCES reader(id),
  what      TEXT NOT NULL CHECK (what IN ('answer', 'map', 'others')),
  seen_at   TEXT NOT NULL,
  UNIQUE (film_id, reader_id, what, seen_at)
) STRICT;
CREATE TRIGGER sight_no_update BEFORE UPDATE ON sight
  BEGIN SELECT RAISE(ABORT, 'sight is append-only'); END;
CREATE TRIGGER sight_no_delete BEFORE DELETE ON sight
  BEGIN SELECT RAISE(ABORT, 'sight is append-only'); END;
